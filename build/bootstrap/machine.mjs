import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One line for the person at the terminal. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Chinese or English, by the machine's locale. */
export const isChinese = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh');

/** Ends here when Node is too old, saying what to install. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(isChinese
    ? `需要 Node.js 20.19 或更高版本,本机为 ${process.versions.node}。请从 nodejs.org 安装后重试。`
    : `Node.js 20.19 or newer is needed; this is ${process.versions.node}. Install it from nodejs.org and try again.`);
  process.exit(1);
}

/**
 * Runs a program in the project's folder.
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] quiet keeps what it prints and shows it only when it fails
 * @returns {Promise<boolean>} whether it ended with 0
 */
export function runProgram(program, args, { quiet = false, env = {} } = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: root, env: { ...process.env, ...env }, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm is a .cmd on Windows, which only a shell can start.
      shell: process.platform === 'win32' && program === 'npm',
    });
    const printed = [];
    child.stdout?.on('data', part => printed.push(part));
    child.stderr?.on('data', part => printed.push(part));
    child.on('error', error => { say(`${program}: ${error.message}`); resolve(false); });
    child.on('close', code => {
      if (code !== 0 && quiet) process.stdout.write(Buffer.concat(printed));
      resolve(code === 0);
    });
  });
}

export function hasProgram(name) {
  return spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { stdio: 'ignore' }).status === 0;
}

/** Only Linux comes without one. */
export function hasChineseFont() {
  return process.platform !== 'linux' || spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0;
}

/**
 * Installs Debian packages where that is allowed without asking: as root, or with sudo that wants no password.
 * @returns {Promise<boolean>} whether they are installed now
 */
export async function installDebianPackages(names) {
  if (!existsSync('/etc/debian_version') || !hasProgram('apt-get')) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return false;
  const [program, ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  say(isChinese ? `正在安装系统软件包:${names.join(' ')}` : `Installing Debian packages: ${names.join(' ')}`);
  await runProgram(program, [...before, 'update'], { quiet: true, env });
  return runProgram(program, [...before, 'install', '-y', '--no-install-recommends', ...names], { quiet: true, env });
}

/** Path of a file in the project. */
export const inProject = path => `${root}${path}`;

export function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
