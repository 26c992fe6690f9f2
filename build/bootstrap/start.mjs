import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { inProject, isChinese, readText, root, say } from './machine.mjs';

/** Opens the desktop application, or runs the branch service for a browser where that cannot be. Returns the exit code. */
export async function run(args) {
  const electron = findElectron();
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (electron && hasDisplay) return hold(electron, [root, ...args]);

  say(isChinese
    ? `${electron ? '没有图形显示' : '本机没有 Electron 程序(可用 npx install-electron 获取)'},改用浏览器模式。`
    : `${electron ? 'There is no display' : 'Electron’s program is not on this machine (npx install-electron fetches it)'}: running in browser mode.`);
  return hold(process.execPath, [inProject('dist/main/branch.js'), ...args]);
}

/** Electron's program, if it was put there; asking the package itself would download it. */
function findElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inProject('node_modules/electron/dist');
  const program = readText(inProject('node_modules/electron/path.txt')) || { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] || 'electron';
  const path = `${folder}/${program}`;
  return existsSync(path) ? path : undefined;
}

/** Runs the program until it ends; Ctrl-C reaches it too, and we wait for it to end cleanly. */
function hold(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', cwd: process.cwd() });
  const leaveItToTheChild = () => {};
  process.on('SIGINT', leaveItToTheChild);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise(resolve => {
    child.on('error', error => { say(error.message); resolve(1); });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
