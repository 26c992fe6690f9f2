import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import type { Transaction } from '../../main/database/database.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { isConstraintFault } from '../../main/database/sqlite-fault.ts';
import { refuse } from '../../shared/errors.ts';
import { aCommand, aDatabase, type TestDatabase } from '../builders/a-database.ts';
import { countCommits } from './count-commits.ts';
import { theNaiveWay } from './the-naive-way.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

const store = (id: string) => async (tx: Transaction) => {
  await tx.insert(settings).values({ id, value: id, changedAt: 0 });
  return id;
};
const stored = async () => (await database.read(reader => reader.select({ id: settings.id }).from(settings))).map(row => row.id).sort();
const moment = () => new Promise(resolve => setTimeout(resolve, 5));

describe('one writer', () => {
  test('the naive way loses an acknowledged row when somebody else’s transaction rolls back', async () => {
    const { db, exec, close } = await theNaiveWay();
    await exec('create table notes (id text primary key)');
    let sayAHasWritten = () => {};
    let sayBHasWritten = () => {};
    const aHasWritten = new Promise<void>(resolve => { sayAHasWritten = resolve; });
    const bHasWritten = new Promise<void>(resolve => { sayBHasWritten = resolve; });
    const a = db.transaction(async tx => {
      await tx.run(sql`insert into notes values ('A')`);
      sayAHasWritten();
      await bHasWritten;
      throw new Error('A gives up');
    });
    const aEnds = a.catch((error: unknown) => error);
    await aHasWritten;
    await db.run(sql`insert into notes values ('B')`);
    sayBHasWritten();
    expect(await aEnds).toEqual(new Error('A gives up'));
    expect(await db.values(sql`select id from notes`)).toEqual([]);
    await close();
  });

  test('the naive way hides what went wrong when SQLite has rolled back by itself', async () => {
    const { db, exec, close } = await theNaiveWay();
    await exec(`create table notes (id text primary key); insert into notes values ('A')`);
    const failed: unknown = await db.transaction(tx => tx.run(sql`insert or rollback into notes values ('A')`)).catch((error: unknown) => error);
    expect(failed).toMatchObject({ cause: { message: expect.stringContaining('cannot rollback') } });
    await close();
  });

  test('a change stays when the one before it gives up', async () => {
    const a = database.change(async tx => {
      await store('A')(tx);
      await moment();
      throw new Error('A gives up');
    });
    const b = database.change(store('B'));
    await expect(a).rejects.toThrow('A gives up');
    await b;
    expect(await stored()).toEqual(['B']);
  });

  test('a failing job takes back its own changes and nobody else’s', async () => {
    const jobs = Array.from({ length: 60 }, (_, index) => database.write(aCommand(), async tx => {
      await store(`job-${String(index).padStart(2, '0')}`)(tx);
      await tx.update(settings).set({ changedAt: index }).where(eq(settings.id, 'job-00'));
      if (index % 3 === 1) throw new Error('changed its mind');
    }));
    const ends = await Promise.allSettled(jobs);
    const kept = ends.flatMap((end, index) => end.status === 'fulfilled' ? [`job-${String(index).padStart(2, '0')}`] : []);
    expect(kept).toHaveLength(40);
    expect(await stored()).toEqual(kept);
    const [first] = await database.read(reader => reader.select().from(settings).where(eq(settings.id, 'job-00')));
    expect(first?.changedAt).toBe(59);
  });

  test('jobs that were sent together share one commit', async () => {
    await database.change(store('first'));
    const before = await countCommits(database.folder);
    await Promise.all(Array.from({ length: 100 }, (_, index) => database.write(aCommand(), store(`a${index}`))));
    const together = await countCommits(database.folder) - before;
    expect(together).toBeLessThanOrEqual(10);
    for (let index = 0; index < 10; index += 1) await database.write(aCommand(), store(`b${index}`));
    expect(await countCommits(database.folder) - before - together).toBe(10);
  });

  test('every commit is flushed: the writer’s synchronous is FULL', async () => {
    expect(await database.change(tx => tx.get(sql`pragma synchronous`))).toEqual({ synchronous: 2 });
  });

  test('changes a job issues together happen in the order they were written', async () => {
    await database.change(async tx => {
      await Promise.all([
        tx.insert(settings).values({ id: 'x', value: 0, changedAt: 0 }).run(),
        ...Array.from({ length: 50 }, (_, index) => tx.run(sql`update settings set changedAt = changedAt * 2 + ${index % 2} where id = 'x'`).then(result => {
          expect(result).toEqual({ changes: 1 });
        })),
      ]);
    });
    const expected = Array.from({ length: 50 }, (_, index) => index % 2).reduce((sum, bit) => sum * 2 + bit, 0);
    const [row] = await database.read(reader => reader.select().from(settings));
    expect(row?.changedAt).toBe(expected);
  });

  test('a broken constraint that a job caught leaves the rest of the job in place', async () => {
    await database.change(async tx => {
      await store('once')(tx);
      const fault = await store('once')(tx).catch((error: unknown) => error);
      expect(isConstraintFault(fault, 'settings.id')).toBe(true);
      await store('after')(tx);
    });
    expect(await stored()).toEqual(['after', 'once']);
  });

  test('a transaction kept beyond its job is refused', async () => {
    let kept: Transaction | null = null;
    await database.change(async tx => { kept = tx; });
    await expect(store('late')(kept!)).rejects.toThrow('its job had ended');
    expect(await stored()).toEqual([]);
  });

  test('a statement that would end everybody’s transaction is refused', async () => {
    await store('a');
    const jobs = [
      database.change(store('a')),
      database.change(tx => tx.run(sql`insert or rollback into settings values ('a', '1', 0)`)),
      database.change(store('b')),
    ];
    expect((await Promise.allSettled(jobs)).map(end => end.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await stored()).toEqual(['a', 'b']);
  });

  test('many jobs at once are served in the order they came, none waiting for all', async () => {
    const order: number[] = [];
    await Promise.all(Array.from({ length: 1000 }, (_, index) => database.change(async tx => {
      order.push(index);
      await store(`n${index}`)(tx);
    })));
    expect(order).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(await stored()).toHaveLength(1000);
  });
});

describe('after the commit', () => {
  test('effects run once the change can be read, in the order of the jobs, and not for a job that failed', async () => {
    const seen: string[] = [];
    const job = (name: string, fails: boolean) => database.change(async tx => {
      await store(name)(tx);
      tx.afterCommit(() => { seen.push(`${name}:${committed ? 'after' : 'before'}`); });
      if (fails) throw new Error('no');
      return name;
    });
    let committed = false;
    const reading = job('a', false).then(async () => stored());
    const commits = vi.fn(() => { committed = true; });
    const jobs = [job('b', true), job('c', false)];
    await database.change(async tx => { tx.afterCommit(commits); });
    await Promise.allSettled(jobs);
    expect(await reading).toEqual(['a', 'c']);
    expect(seen.map(entry => entry[0])).toEqual(['a', 'c']);
  });

  test('an effect that throws harms neither its own job nor the next', async () => {
    const first = database.change(async tx => {
      tx.afterCommit(() => { throw new Error('the display is gone'); });
      return store('a')(tx);
    });
    expect(await Promise.all([first, database.change(store('b'))])).toEqual(['a', 'b']);
  });

  test('nobody is answered, not even with a refusal, before what it saw is durable', async () => {
    const before = await countCommits(database.folder);
    const holding = database.change(async tx => { await store('held')(tx); await moment(); });
    const refused = database.change(async tx => {
      if (await tx.$count(settings) > 0) refuse('WINDOW_BUSY', { number: 'A001' });
    }).catch(async () => await countCommits(database.folder) - before);
    expect(await refused).toBe(1);
    await holding;
  });
});

test('when no transaction can begin, everybody who waits is told, and work goes on afterwards', async () => {
  await database.change(tx => tx.run(sql`pragma busy_timeout = 20`));
  const other = await SqliteConnection.open(join(database.folder, 'branch.sqlite'), 'readWrite');
  await other.exec('begin immediate');
  const ends = await Promise.allSettled([database.write(aCommand(), store('a')), database.change(store('b')), database.change(async () => 1)]);
  expect(ends.map(end => end.status === 'rejected' && end.reason.code)).toEqual(['SQLITE_BUSY', 'SQLITE_BUSY', 'SQLITE_BUSY']);
  await other.close();
  expect(await database.change(store('c'))).toBe('c');
  expect(await stored()).toEqual(['c']);
});

test('a job that takes long is named in the log, without its data', async () => {
  await database.close();
  const lines: string[] = [];
  const { pino } = await import('pino');
  database = await aDatabase({ log: pino({ level: 'warn' }, { write: line => { lines.push(line); } }) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await database.write(aCommand({ name: 'archive.rebuild' }), async () => { vi.advanceTimersByTime(2500); });
  } finally {
    vi.useRealTimers();
  }
  expect(lines.join('')).toContain('archive.rebuild');
});

test('closing finishes what was asked before and refuses what comes after', async () => {
  const asked = Promise.all(Array.from({ length: 20 }, (_, index) => database.change(store(`${index}`))));
  await database.close();
  expect(await asked).toHaveLength(20);
  await expect(database.change(store('late'))).rejects.toThrow('closed');
  await expect(database.read(async () => 1)).rejects.toThrow('closed');
});
