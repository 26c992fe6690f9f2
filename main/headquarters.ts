import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../shared/desktop-bridge.ts';
import { type Headquarters, type HeadquartersOptions, restoreHeadquarters, startHeadquarters } from './headquarters/app.ts';
import { wordsForHeadquartersFault } from './headquarters/start-fault-words.ts';
import { HeadquartersStartFault } from './headquarters/start-fault.ts';

// Entry of the headquarters service.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '4820' },
    /** fills the database from this archive and ends */
    restore: { type: 'string' },
    /** prints one JSON line when ready, for programs that start us */
    json: { type: 'boolean', default: false },
  },
  strict: false,
  allowPositionals: true,
});

const say = (line: string) => process.stdout.write(`${line}\n`);
const text = (value: unknown) => typeof value === 'string' && value !== '' ? value : null;
const language: Language = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en';

let headquarters: Headquarters | null = null;
let isStopping = false;
const stop = async () => {
  if (isStopping) return;
  isStopping = true;
  await headquarters?.stop();
  process.exit(0);
};
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

try {
  const data = text(values.data);
  const options: HeadquartersOptions = {
    dataFolder: data ? resolve(data) : usualDataFolder(),
    host: text(values.host) ?? '127.0.0.1', port: Number(values.port),
    databaseUrl: text(process.env.DATABASE_URL),
    name: text(process.env.HEADQUARTERS_NAME) ?? undefined,
    tls: await certificate(text(process.env.TLS_CERT), text(process.env.TLS_KEY)),
    trustProxy: trustProxy(text(process.env.TRUST_PROXY)),
    keyFile: text(process.env.HEADQUARTERS_KEY_FILE) ?? undefined,
    archiveFolder: text(process.env.BACKUP_DIR) ?? undefined,
    filesFolder: text(process.env.FILES_DIR) ?? undefined,
  };
  const archive = text(values.restore);
  if (archive) await restore(options, resolve(archive));
  headquarters = await startHeadquarters(options);
  const { address, firstLogin } = headquarters;
  if (values.json) say(JSON.stringify({ address, firstLogin }));
  else for (const line of welcome(headquarters)) say(line);
} catch (error) {
  if (!(error instanceof HeadquartersStartFault)) throw error;
  const { title, text } = wordsForHeadquartersFault(error, language);
  process.stderr.write(`${title}\n${text}\n`);
  process.exit(1);
}

/** Says what came of it, and ends the program. */
async function restore(options: HeadquartersOptions, folder: string): Promise<never> {
  const { batches, changes, held, problems } = await restoreHeadquarters(options, folder);
  if (values.json) say(JSON.stringify({ batches, changes, held, problems }));
  else {
    say(language === 'zh-CN' ? `已从归档恢复 ${batches} 个批次(${changes} 条变更),${held} 个批次原已存在。` : `Restored ${batches} batches (${changes} changes) from the archive; ${held} batches were there already.`);
    for (const problem of problems) say(`  ${problem}`);
  }
  process.exit(problems.length > 0 ? 1 : 0);
}

function welcome({ address, firstLogin }: Headquarters): string[] {
  const isChinese = language === 'zh-CN';
  return [
    isChinese ? `总部服务已就绪:${address}` : `Headquarters is ready at ${address}`,
    ...(firstLogin ? [
      isChinese ? '首次登录(密码只显示这一次,登录后须修改):' : 'For the first sign-in (the password is shown this once and must be changed):',
      `  ${firstLogin.loginName}  ${firstLogin.password}`,
    ] : []),
    isChinese ? '按 Ctrl-C 结束。' : 'Ctrl-C ends it.',
  ];
}

/** Errors: TLS_UNREADABLE. */
async function certificate(certFile: string | null, keyFile: string | null): Promise<{ cert: Buffer; key: Buffer } | null> {
  if (!certFile && !keyFile) return null;
  const read = (file: string | null, wanted: RegExp) => readFile(file ?? '').then(
    bytes => wanted.test(bytes.toString('latin1')) ? bytes : Promise.reject(new Error('not in PEM')),
  ).catch((error: unknown) => { throw new HeadquartersStartFault('TLS_UNREADABLE', { file: file ?? '—' }, error); });
  return { cert: await read(certFile, /-----BEGIN CERTIFICATE-----/), key: await read(keyFile, /-----BEGIN [A-Z ]*PRIVATE KEY-----/) };
}

/** `true` trusts whoever is in front; else the addresses of the proxies, parted by commas. */
function trustProxy(wish: string | null): boolean | string {
  if (wish === null || wish === 'false') return false;
  return wish === 'true' ? true : wish;
}

/** The customary place on this system. As root the one for services, since PostgreSQL's user cannot enter root's home. */
function usualDataFolder(): string {
  const home = homedir();
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Branch Desk', 'headquarters');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Branch Desk', 'headquarters');
  if (process.getuid?.() === 0 && process.env.XDG_DATA_HOME === undefined) return '/var/lib/branch-desk-headquarters';
  return join(process.env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'branch-desk-headquarters');
}
