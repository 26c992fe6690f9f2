import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltScript } from '../builders/a-built-script.ts';
import { aCustomerDesk } from '../builders/a-customer-desk.ts';
import { aDatabase } from '../builders/a-database.ts';
import { aLedgerWorker } from '../builders/a-ledger-worker.ts';

const rows = 12_000;
let worker: Awaited<ReturnType<typeof aLedgerWorker>>;
let branch: Awaited<ReturnType<typeof aBuiltScript>>;
beforeAll(async () => {
  worker = await aLedgerWorker();
  branch = await aBuiltScript('test/customers/import-until-killed.ts');
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
  const toldSomething = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (line === 'stored') wasStored = true;
      if (line === killAt) resolve();
      if (line === 'checked' && typeof killAt === 'number') setTimeout(resolve, killAt);
    });
    void ended.then(() => reject(new Error('the branch ended by itself')));
  });
  await toldSomething;
  child.kill('SIGKILL');
  await ended;
  return { wasStored };
}

test.each<[string, number | 'storing' | 'stored']>([
  ['right after the check', 20], ['250 ms later', 250], ['400 ms later', 400], ['550 ms later', 550], ['700 ms later', 700],
  ['while rows are written', 'storing'], ['once it said that all are stored', 'stored'],
])('a branch killed in an import, %s, has all of it or nothing', { timeout: 60_000 }, async (_, killAt) => {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-'));
  try {
    const { wasStored } = await importUntilKilled(folder, killAt);
    const database = await aDatabase({ folder });
    const counts = async () => (await database.read(reader => reader.all<Record<'customers' | 'staged' | 'found' | 'journal', number>>(sql`
      select (select count(*) from customers) as customers, (select count(*) from customer_import_rows) as staged,
        (select count(*) from customer_search_docsize) as found, (select count(*) from journal where tableName = 'customers') as journal`)))[0]!;
    const { customers, journal, staged } = await counts();
    expect(wasStored ? [rows] : [0, rows]).toContain(customers);
    // This kill is known to hit an import with rows beside the customers.
    expect(killAt !== 'storing' || (staged > 0 && customers === 0)).toBe(true);
    expect(journal).toBe(customers);

    // The next start clears what never became a customer, and leaves the rest findable.
    const { client } = aCustomerDesk(database, worker.script);
    await expect.poll(async () => (await counts()).staged, { timeout: 20_000 }).toBe(0);
    expect((await counts()).found).toBe(customers);
    expect((await client.find({ query: '王芳' })).matches.length).toBe(customers === 0 ? 0 : 12);
    await database.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
