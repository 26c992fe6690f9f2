import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveApi } from '../../main/archive/archive-api.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { noSecondPeople } from '../builders/a-branch-key.ts';
import { aBuiltScript } from '../builders/a-built-script.ts';
import { aDatabase } from '../builders/a-database.ts';
import { aLedgerWorker } from '../builders/a-ledger-worker.ts';
import { callerWith } from '../builders/an-archive.ts';

const rows = 12_000;
let worker: Awaited<ReturnType<typeof aLedgerWorker>>;
let branch: Awaited<ReturnType<typeof aBuiltScript>>;
beforeAll(async () => {
  worker = await aLedgerWorker();
  branch = await aBuiltScript('test/archive/files-import-until-killed.ts');
});
afterAll(async () => {
  await worker.dispose();
  await branch.dispose();
});

/** Imports in a process that is killed so long after the check, or at the first word of its rows being written or stored. */
async function importUntilKilled(folder: string, killAt: number | 'storing' | 'stored'): Promise<{ wasStored: boolean }> {
  const child = spawn(process.execPath, [fileURLToPath(branch.script), folder, worker.script.href, String(rows)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise(resolve => { child.once('exit', resolve); });
  let wasStored = false;
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (line === 'stored') wasStored = true;
      if (line === killAt) resolve();
      if (line === 'checked' && typeof killAt === 'number') setTimeout(resolve, killAt);
    });
    void ended.then(() => reject(new Error('the branch ended by itself')));
  });
  child.kill('SIGKILL');
  await ended;
  return { wasStored };
}

test.each<[string, number | 'storing' | 'stored']>([
  ['right after the check', 20], ['400 ms later', 400], ['800 ms later', 800], ['1,500 ms later', 1500],
  ['while rows are written', 'storing'], ['once it said that all are stored', 'stored'],
])('a branch killed in an import of files, %s, has all of it with its log entry, or nothing', { timeout: 60_000 }, async (_, killAt) => {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-'));
  try {
    const { wasStored } = await importUntilKilled(folder, killAt);
    const database = await aDatabase({ folder });
    const counts = async () => (await database.read(reader => reader.all<Record<'files' | 'staged' | 'found' | 'journal' | 'entries', number>>(sql`
      select (select count(*) from archive_files) as files, (select count(*) from archive_import_rows) as staged,
        (select count(*) from archive_search_docsize) as found, (select count(*) from journal where tableName = 'archive_files') as journal,
        (select count(*) from access_log_entries) as entries`)))[0]!;
    const { files, journal, staged, entries } = await counts();
    expect(wasStored ? [rows] : [0, rows]).toContain(files);
    // This kill is known to hit an import with rows beside the files.
    expect(killAt !== 'storing' || (staged > 0 && files === 0)).toBe(true);
    expect(journal).toBe(files);
    expect(entries).toBe(files === 0 ? 0 : 1);

    // The next start clears what never became a file, and leaves the rest findable.
    const router = archiveApi({
      database, ...noSecondPeople, ledgerWorker: worker.script, clock: database.clock, live: createLiveEvents(), log: pino({ level: 'silent' }), dataFolder: folder,
      branch: () => ({ id: 'branch-1', name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings }),
    });
    const client = createRouterClient(router, { context: callerWith('archivist-1', ['archivist']) });
    await expect.poll(async () => (await counts()).staged, { timeout: 20_000 }).toBe(0);
    expect((await counts()).found).toBe(files);
    expect((await client.search({ query: '王芳' })).matches.length).toBe(files === 0 ? 0 : 20);
    await database.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
