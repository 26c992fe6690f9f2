import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeBranchPorts } from './branch-ports.ts';
import { type BranchFault, superviseBranch } from './branch-process.ts';
import { sendPdf } from './page-pdf.ts';
import { channels } from './channels.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { openDeskWindow } from './desk-window.ts';
import type { ElectronApi, PageWindow } from './electron-api.ts';
import { drawFaultPage, type FaultAction } from './fault-page.ts';
import { makeFaultWindow } from './fault-window.ts';
import { makeHallDisplay } from './hall-display.ts';
import { buildMenu } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { pageKindOf } from './page-address.ts';
import { openPageWindow, type PageWindowParts } from './page-window.ts';
import { denyPermissions } from './permissions.ts';
import { findPlaces } from './places.ts';
import { declareAppScheme, serveApp } from './protocol.ts';
import { keepBranchSecret } from './secrets.ts';
import { openShellMemory } from './shell-state.ts';
import { chooseLanguage, wordsFor } from './shell-words.ts';
import { answerPrinting } from './receipt-printing.ts';
import { startUpdates } from './updates.ts';

/** Starts the desktop application. A second start on the same data brings the first one to the front and ends. */
export function start(electron: ElectronApi, argv: readonly string[] = process.argv): void {
  const { app } = electron;
  const commandLine = readCommandLine(argv, process.cwd());
  if (commandLine.dataFolder) keepShellFilesIn(app, join(commandLine.dataFolder, 'shell'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  declareAppScheme(electron.protocol);
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents, electron.shell));
  void app.whenReady().then(() => openApplication(electron, commandLine));
}

function keepShellFilesIn(app: ElectronApi['app'], folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    app.setPath('userData', folder);
  } catch {
    // A folder that cannot be written to: the branch service will say so, in a window and in words.
  }
}

function openApplication(electron: ElectronApi, commandLine: CommandLine): void {
  const { app, ipcMain, Menu, shell } = electron;
  const places = findPlaces(app, commandLine.dataFolder);
  const language = chooseLanguage(app.getLocale());
  const words = wordsFor(language);
  const memory = openShellMemory(places.shellState);
  let desk: PageWindow | null = null;
  let kiosk: PageWindow | null = null;
  let isQuitting = false;
  let hasStopped = false;
  let fault: BranchFault = { code: '', title: '', text: '' };

  serveApp(electron.protocol, places.renderer, () => drawFaultPage(fault, places.data, language));
  denyPermissions(electron.session.defaultSession);

  const parts: PageWindowParts = {
    electron, places, language,
    onOpened: (window, kind) => ports.follow(window.webContents, kind),
    isQuitting: () => isQuitting,
    onPageStops: () => showFault({ code: 'WINDOW_STOPS', ...words.fault.pageStopsAgain }),
  };
  const branch = superviseBranch(electron.utilityProcess, {
    modulePath: places.branchService,
    dataFolder: places.data,
    language,
    wantsDemonstration: commandLine.wantsDemonstration,
    branchSecret: () => keepBranchSecret(electron.safeStorage, places.branchSecret, process.platform),
    stopsAgain: words.fault.stopsAgain,
    onReady: () => { openDesk(); faultWindow.close(); hall.openAgain(); ports.connectAll(); },
    onPrinting: question => answerPrinting(electron, () => desk ?? kiosk, question),
    onFault: showFault,
  });
  const ports = makeBranchPorts(electron.MessageChannelMain, () => branch);
  const hall = makeHallDisplay(words.windowTitles.hall, () => desk, memory, parts);
  const faultWindow = makeFaultWindow(electron, actOnFault);

  Menu.setApplicationMenu(Menu.buildFromTemplate(buildMenu(words, {
    desk: () => desk,
    toggleHallDisplay: () => (hall.isOpen() ? hall.close() : hall.open()),
    openKiosk,
    openDataFolder: () => void shell.openPath(places.data),
  }, app.isPackaged, process.platform)));

  ipcMain.on(channels.openHallDisplay, ({ senderFrame }) => {
    if (senderFrame && pageKindOf(senderFrame.url) === 'desk') hall.open();
  });
  ipcMain.on(channels.makePdf, ({ sender, senderFrame }) => {
    if (senderFrame && pageKindOf(senderFrame.url) === 'desk') void sendPdf(sender);
  });
  ipcMain.on(channels.requestPort, ({ sender, senderFrame }) => {
    if (senderFrame && pageKindOf(senderFrame.url)) ports.connectAgain(sender);
  });
  app.on('second-instance', () => {
    // The person wants it back while it is still saving: come back after.
    if (isQuitting) app.relaunch();
    else bringToFront(faultWindow.isOpen() ? null : openDesk());
  });
  app.on('before-quit', () => { isQuitting = true; });
  app.on('will-quit', event => {
    if (hasStopped) return;
    event.preventDefault();
    void branch.stop().then(() => { hasStopped = true; app.quit(); });
  });
  app.on('window-all-closed', () => app.quit());

  openDesk();
  branch.start();
  void startUpdates(app, process.resourcesPath, process.platform);

  function openDesk(): PageWindow {
    if (desk) return desk;
    const opened = openDeskWindow(words.windowTitles.desk, memory, parts);
    desk = opened;
    opened.once('closed', () => {
      desk = null;
      // The desk is the application; a hall display alone could not be closed by anyone.
      if (!faultWindow.isOpen()) app.quit();
    });
    return opened;
  }

  function openKiosk(): void {
    if (kiosk) return kiosk.focus();
    kiosk = openPageWindow('kiosk', { title: words.windowTitles.kiosk, width: 1080, height: 800, autoHideMenuBar: true }, parts);
    kiosk.once('closed', () => { kiosk = null; });
  }

  function showFault(found: BranchFault): void {
    fault = found;
    faultWindow.show(words.fault.windowTitle);
    desk?.destroy();
  }

  function actOnFault(action: FaultAction): void {
    if (action === 'quit') return app.quit();
    if (action === 'show-folder') return void shell.openPath(places.data);
    openDesk();
    faultWindow.close();
    branch.start();
  }
}

function bringToFront(window: PageWindow | null): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
