import type { MenuItemConstructorOptions } from 'electron';
import { deskKeys } from '../../shared/desk-keys.ts';
import type { PageWindow } from './electron-api.ts';
import type { ShellWords } from './shell-words.ts';

export interface MenuActions {
  desk(): PageWindow | null;
  toggleHallDisplay(): void;
  openKiosk(): void;
  openDataFolder(): void;
}

/**
 * The application's menu. It lists every key of the desk; choosing one with the mouse presses that key in the desk's
 * page, so that there is one meaning of a key in one place. The keys themselves are not taken from the page: the menu
 * only shows them.
 */
export function buildMenu(
  { menu, actions: names, applicationName }: ShellWords, actions: MenuActions, isPackaged: boolean, platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    {
      id: 'file', label: menu.file, submenu: [
        { id: 'hall-display', label: menu.hallDisplay, click: actions.toggleHallDisplay },
        { id: 'kiosk', label: menu.kiosk, click: actions.openKiosk },
        separator,
        { id: 'data-folder', label: menu.dataFolder, click: actions.openDataFolder },
        separator,
        { role: 'quit', label: menu.quit },
      ],
    },
    {
      id: 'edit', label: menu.edit, submenu: [
        { role: 'undo', label: menu.undo }, { role: 'redo', label: menu.redo }, separator,
        { role: 'cut', label: menu.cut }, { role: 'copy', label: menu.copy }, { role: 'paste', label: menu.paste },
        { role: 'selectAll', label: menu.selectAll },
      ],
    },
    {
      id: 'counter', label: menu.counter, submenu: deskKeys.map(({ action, accelerator }): MenuItemConstructorOptions => ({
        id: action,
        label: names[action],
        accelerator,
        registerAccelerator: false,
        click: (_item, _window, event) => {
          // Where the system presses menu keys itself (macOS), the page has had the key already.
          if (!event.triggeredByAccelerator) pressKey(actions.desk(), accelerator);
        },
      })),
    },
    {
      id: 'view', label: menu.view, submenu: [
        { role: 'zoomIn', label: menu.zoomIn }, { role: 'zoomOut', label: menu.zoomOut }, { role: 'resetZoom', label: menu.actualSize },
        separator,
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...(isPackaged ? [] : [separator, { role: 'reload', label: menu.reload } as const, { role: 'toggleDevTools', label: menu.developerTools } as const]),
      ],
    },
    { id: 'window', label: menu.window, submenu: [{ role: 'minimize', label: menu.minimise }] },
    { id: 'help', label: menu.help, submenu: [{ role: 'about', label: menu.about }] },
  ];
  return platform === 'darwin' ? [{ role: 'appMenu', label: applicationName }, ...template] : template;
}

/** Presses a key as a person would. */
function pressKey(window: PageWindow | null, accelerator: string): void {
  if (!window) return;
  window.focus();
  const names = accelerator.split('+');
  const keyCode = names.pop() ?? '';
  const modifiers = names.map(name => (name === 'Ctrl' ? 'control' : name.toLowerCase()) as 'control' | 'alt' | 'shift');
  window.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
  window.webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
}
