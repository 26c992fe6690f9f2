import { count } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers } from '../../main/customers/customers-schema.ts';
import { settings } from '../../main/branch/branch-schema.ts';
import { nthCustomer } from '../builders/a-customer.ts';
import { aCustomerDesk } from '../builders/a-customer-desk.ts';
import { aCommand, aDatabase, type TestDatabase } from '../builders/a-database.ts';
import { aCsv, openLedger } from '../builders/a-ledger.ts';
import { aLedgerWorker } from '../builders/a-ledger-worker.ts';

const rowCount = 100_000;
let worker: Awaited<ReturnType<typeof aLedgerWorker>>;
let database: TestDatabase;
beforeAll(async () => {
  worker = await aLedgerWorker();
  database = await aDatabase();
});
afterAll(async () => {
  await database.close();
  await worker.dispose();
});

test('100,000 rows come in whole, and commands of the hall go on meanwhile', { timeout: 180_000 }, async () => {
  const { client } = aCustomerDesk(database, worker.script);
  const rows = Array.from({ length: rowCount }, (_, nth) => {
    const { accountNumber, name, phone, idNumber, address } = nthCustomer(nth);
    return [accountNumber!, name, phone!, idNumber!, address!];
  });
  const waits: { stage: string; ms: number }[] = [];
  let stage = 'opening';
  let isOver = false;
  const hall = (async () => {
    while (!isOver) {
      const startedAt = performance.now();
      const during = stage;
      await database.write(aCommand(), tx => tx.insert(settings).values({ id: uuidv7(), value: 1, changedAt: 1 }));
      waits.push({ stage: during, ms: performance.now() - startedAt });
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  })();

  const file = aCsv([['户号', '户名', '联系电话', '证件号码', '用电地址'], ...rows], { encoding: 'gb18030' });
  waits.length = 0;
  const took: Record<string, number> = {};
  const timed = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    stage = name;
    const startedAt = performance.now();
    const result = await work();
    took[name] = Math.round(performance.now() - startedAt);
    return result;
  };
  const opened = await timed('opening', () => openLedger(client, { file }));
  const checked = await timed('checking', () => client.checkLedger({ importId: opened.importId, mapping: opened.suggestedMapping }));
  const stored = await timed('storing', () => client.storeLedger({ commandId: uuidv7(), importId: opened.importId }));
  await timed('clearing', () => new Promise(resolve => setTimeout(resolve, 1500)));
  isOver = true;
  await hall;

  expect(checked.good + checked.duplicatesInFile + checked.refused).toBe(rowCount);
  expect(stored).toMatchObject({ stage: 'done', good: checked.good });
  const [row] = await database.read(reader => reader.select({ rows: count() }).from(customers));
  expect(row?.rows).toBe(checked.good);
  expect(checked.good).toBeGreaterThan(rowCount * 0.99);

  const longest = (name: string): number => Math.max(...waits.filter(wait => wait.stage === name).map(({ ms }) => ms));
  const sorted = waits.filter(wait => wait.stage === 'storing').map(({ ms }) => ms).toSorted((one, other) => one - other);
  if (process.env['SHOW_TIMES']) process.stderr.write(`${JSON.stringify({ took, longest: Object.fromEntries(Object.keys(took).map(name => [name, Math.round(longest(name))])), p50: sorted[Math.floor(sorted.length / 2)], p99: sorted[Math.floor(sorted.length * 0.99)], second: sorted.at(-2), commands: waits.length })}\n`);
  // One step makes it true; everything before it leaves the hall alone. Generous, because a test machine is shared.
  expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThan(250);
});
