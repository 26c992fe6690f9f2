import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { hasProgram, inProject, installDebianPackages, isChinese, readText, runProgram, say } from './machine.mjs';

const stamp = inProject('node_modules/.branch-desk-installed');

/** Installs from the lockfile when it has never been done, or when lockfile, Node's ABI or platform changed since. */
export async function installWhenChanged() {
  const wanted = createHash('sha256')
    .update(readText(inProject('package.json'))).update(readText(inProject('package-lock.json')))
    .update([process.versions.modules, process.platform, process.arch].join()).digest('hex');
  if (readText(stamp) === wanted) return;

  say(isChinese ? '正在安装所需的软件包(首次约需几分钟)…' : 'Installing packages (the first time takes a few minutes)…');
  const isInstalled = await install() || (await installCompiler() && await install());
  if (!isInstalled) {
    say(whatToDo());
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Electron comes without its program: nothing but packages is fetched. */
function install() {
  return runProgram('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], { env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }, quiet: true });
}

const compilerParts = ['python3', 'make', 'g++'];

/** sqlite3 is compiled where there is no prebuilt binary for this machine; that takes a compiler. */
async function installCompiler() {
  const missing = compilerParts.filter(name => !hasProgram(name));
  return missing.length > 0 && installDebianPackages(missing);
}

function whatToDo() {
  const how = {
    win32: 'Visual Studio Build Tools ("Desktop development with C++"), Python 3  —  winget install Microsoft.VisualStudio.2022.BuildTools Python.Python.3.12',
    darwin: 'xcode-select --install',
  }[process.platform] ?? `sudo apt-get install -y ${compilerParts.join(' ')}`;
  return isChinese
    ? `软件包安装失败,原因见上。若缺少编译器(sqlite3 需要),请先执行:\n  ${how}\n然后重新运行同一命令。`
    : `Installing the packages failed; the reason stands above. If the compiler is missing (sqlite3 needs it), install:\n  ${how}\nthen run the same command again.`;
}
