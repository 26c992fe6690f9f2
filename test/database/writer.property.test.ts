import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { journal } from '../../main/database/database-schema.ts';
import type { Command, Transaction } from '../../main/database/database.ts';
import { aCommand, aDatabase } from '../builders/a-database.ts';

type Step = { kind: 'put' | 'add' | 'remove'; key: number };
interface Plan {
  /** which of the few command ids it uses; null for a change without one */
  command: number | null;
  steps: Step[];
  /** gives up after this many steps; null when it does not */
  failsAfter: number | null;
  pipelined: boolean;
  /** lets other work in between its steps */
  dawdles: boolean;
}

const step = fc.record({ kind: fc.constantFrom('put' as const, 'add' as const, 'remove' as const), key: fc.integer({ min: 0, max: 5 }) });
const plan: fc.Arbitrary<Plan> = fc.record({
  command: fc.option(fc.integer({ min: 0, max: 9 })),
  steps: fc.array(step, { maxLength: 5 }),
  failsAfter: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 2 }),
  pipelined: fc.boolean(),
  dawdles: fc.boolean(),
});

/** What the database must hold, job after job, in the order they were asked. */
class Oracle {
  readonly rows = new Map<number, number>();
  readonly results = new Map<number, number>();
  changes = 0;

  run(planned: Plan): { answer: number } | 'refused' {
    const known = planned.command === null ? undefined : this.results.get(planned.command);
    if (known !== undefined) return { answer: known };
    if (planned.failsAfter !== null && planned.failsAfter <= planned.steps.length) return 'refused';
    let answer = 0;
    for (const { kind, key } of planned.steps) {
      const present = this.rows.get(key);
      if (kind === 'put') { this.rows.set(key, 1); if (present !== 1) this.changes += 1; }
      if (kind === 'add' && present !== undefined) { this.rows.set(key, present + 1); this.changes += 1; }
      if (kind === 'remove' && present !== undefined) { this.rows.delete(key); this.changes += 1; }
      answer = answer * 7 + key;
    }
    if (planned.command !== null) this.results.set(planned.command, answer);
    return { answer };
  }
}

test('whatever jobs come together, each runs once, whole or not at all, in the order it was asked', async () => {
  const database = await aDatabase();
  try {
    await fc.assert(fc.asyncProperty(fc.array(plan, { maxLength: 40 }), fc.integer({ min: 1, max: 40 }), async (plans, atOnce) => {
      await database.change(async tx => { await tx.delete(settings); });
      const before = await database.read(reader => reader.$count(journal));
      const oracle = new Oracle();
      const commands = Array.from({ length: 10 }, () => aCommand());
      for (let from = 0; from < plans.length; from += atOnce) {
        const together = plans.slice(from, from + atOnce);
        const expected = together.map(planned => oracle.run(planned));
        const ends = await Promise.allSettled(together.map(planned => ask(planned, commands)));
        expect(ends.map(end => end.status === 'fulfilled' ? { answer: end.value } : 'refused')).toEqual(expected);
      }
      const rows = await database.read(reader => reader.select().from(settings));
      expect(new Map(rows.map(row => [Number(row.id), row.changedAt]))).toEqual(oracle.rows);
      expect(await database.read(reader => reader.$count(journal)) - before).toBe(oracle.changes);
    }), { numRuns: 60 });
  } finally {
    await database.close();
  }

  function ask(planned: Plan, commands: Command[]): Promise<number> {
    const job = (tx: Transaction) => carryOut(planned, tx);
    return planned.command === null ? database.change(job) : database.write(commands[planned.command]!, job);
  }
});

async function carryOut({ steps, failsAfter, pipelined, dawdles }: Plan, tx: Transaction): Promise<number> {
  let answer = 0;
  const issued: Promise<unknown>[] = [];
  for (const [index, { kind, key }] of steps.entries()) {
    if (index === failsAfter) throw new Error('gives up');
    const id = String(key);
    const statement = kind === 'put'
      ? tx.insert(settings).values({ id, value: 0, changedAt: 1 }).onConflictDoUpdate({ target: settings.id, set: { changedAt: 1 } }).run()
      : kind === 'add' ? addOne(tx, id, pipelined) : tx.delete(settings).where(eq(settings.id, id)).run();
    issued.push(statement);
    if (!pipelined) await statement;
    if (dawdles) await new Promise(resolve => setImmediate(resolve));
    answer = answer * 7 + key;
  }
  await Promise.all(issued);
  if (failsAfter !== null && failsAfter <= steps.length) throw new Error('gives up');
  return answer;
}

async function addOne(tx: Transaction, id: string, pipelined: boolean): Promise<unknown> {
  if (pipelined) return tx.update(settings).set({ changedAt: plusOne }).where(eq(settings.id, id)).run();
  const row = await tx.select().from(settings).where(eq(settings.id, id)).get();
  return row && tx.update(settings).set({ changedAt: row.changedAt + 1 }).where(eq(settings.id, id)).run();
}

const plusOne = sql`${settings.changedAt} + 1`;
