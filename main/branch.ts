import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language, PageKind } from '../shared/desktop-bridge.ts';
import { type Branch, startBranch } from './branch/app.ts';
import { askShellForPrinters, type PrintAnswer } from './branch/shell-printers.ts';
import { wordsForStartFault } from './branch/start-fault-words.ts';
import { StartFault } from './database/start-fault.ts';

// Entry of the branch service: a utility process of the desktop application, or a program of its own in browser mode.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '4810' },
    demo: { type: 'boolean', default: false },
    /** prints one JSON line when ready, for programs that start us */
    json: { type: 'boolean', default: false },
  },
  strict: false,
  allowPositionals: true,
});

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The part of Electron's `process.parentPort` that we use. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: ShellMessage; ports: PagePort[] }) => void): void;
}
type PagePort = Parameters<Branch['connectPage']>[1];
/** `branchSecret`: base64, from the operating system's key store; null when the shell keeps none */
interface StartMessage { type: 'start'; dataFolder: string; language: Language; branchSecret: string | null }
type ShellMessage = StartMessage | { type: 'connect'; kind: PageKind } | { type: 'stop' } | PrintAnswer;

const { parentPort } = process as { parentPort?: ParentPort };
if (parentPort) serveShell(parentPort);
else void serveBrowser();

/** In the desktop application: pages come as message ports, and no network port is opened. */
function serveShell(shell: ParentPort): void {
  let branch: Branch | null = null;
  const systemPrinters = askShellForPrinters(question => shell.postMessage(question));
  shell.on('message', ({ data, ports }) => {
    if (data.type === 'start') void start(data);
    else if (data.type === 'connect' && branch && ports[0]) void branch.connectPage(data.kind, ports[0]);
    else if (data.type === 'stop') void stop();
    else if (data.type === 'printers' || data.type === 'print-ended') systemPrinters.take(data);
  });

  async function start({ dataFolder, language, branchSecret }: StartMessage): Promise<void> {
    try {
      branch = await startBranch({
        dataFolder, fillWithDemonstration: Boolean(values.demo),
        branchSecret: branchSecret === null ? undefined : Buffer.from(branchSecret, 'base64'),
        systemPrinters,
      });
      shell.postMessage({ type: 'ready' });
    } catch (error) {
      if (!(error instanceof StartFault)) throw error;
      shell.postMessage({ type: 'failed', code: error.code, ...wordsForStartFault(error, language) });
      process.exitCode = 1;
    }
  }

  async function stop(): Promise<void> {
    await branch?.stop();
    shell.postMessage({ type: 'stopped' });
    process.exit(0);
  }
}

/** Without the desktop application: one address on this machine, and a one-time link for the first browser. */
async function serveBrowser(): Promise<void> {
  const language: Language = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en';
  let branch: Branch | null = null;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await branch?.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  try {
    branch = await startBranch({
      dataFolder: typeof values.data === 'string' ? resolve(values.data) : userDataFolder(),
      fillWithDemonstration: Boolean(values.demo),
    });
    const address = await branch.listen({ host: '127.0.0.1', port: Number(values.port) });
    const link = `${address}/#enrol=${await branch.inviteFirstStation()}`;
    if (values.json) say(JSON.stringify({ address, link, restoredFrom: branch.restoredFrom }));
    else for (const line of welcome(address, link, branch.restoredFrom, language)) say(line);
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    const { title, text } = wordsForStartFault(error, language);
    process.stderr.write(`${title}\n${text}\n`);
    await branch?.stop();
    process.exit(1);
  }
}

function welcome(address: string, link: string, restoredFrom: string | null, language: Language): string[] {
  const isChinese = language === 'zh-CN';
  return [
    isChinese ? `网点服务台已就绪:${address}` : `Branch Desk is ready at ${address}`,
    isChinese ? '首次在浏览器中使用,请打开这个一次性链接(十分钟内有效):' : 'For the first sign-in of a browser open this one-time link (valid ten minutes):',
    `  ${link}`,
    ...(restoredFrom ? [isChinese ? `数据库曾损坏,已从备份恢复:${restoredFrom}` : `The database was damaged and was restored from ${restoredFrom}`] : []),
    isChinese ? '按 Ctrl-C 结束。' : 'Ctrl-C ends it.',
  ];
}

/** The customary place for a person's data on this system. */
function userDataFolder(): string {
  const home = homedir();
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Branch Desk', 'branch');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Branch Desk', 'branch');
  return join(process.env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'branch-desk', 'branch');
}
