import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { indexCase, searchCases, unindexCase, type StoredCase } from '../../main/cases/case-search-store.ts';
import { cases } from '../../main/cases/cases-schema.ts';
import { keepCaseIndex } from '../../main/cases/keep-case-index-api.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

/** Cases as they come from headquarters or from an older program: none of them in the index. */
async function stored(count: number): Promise<StoredCase[]> {
  const rows = Array.from({ length: count }, (_, at): StoredCase => ({
    id: uuidv7(), searchId: at + 1, year: 2026, ordinal: at + 1, state: at % 7 === 6 ? 'retired' : 'published', version: 1, complaintId: null, outcome: null,
    title: `计划停电未通知到户之${at + 1}`, classId: null, channel: null, problem: '检修停电前没有张贴公告', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: [],
    authorId: 'clerk', authorName: '李敏', changedAt: at, publishedAt: at, nextCheckAt: null, avoidedCount: 0, recurredCount: 0,
  }));
  await database.change(tx => tx.insert(cases).values(rows));
  return rows;
}
const keep = (version: string) => keepCaseIndex({ database, log: pino({ enabled: false }) }, version);
const found = async () => (await database.read(reader => searchCases(reader, { words: '停电没有通知', limit: 200 }))).found.length;
const counted = () => database.read(reader => reader.all<{ term: string; strong: number; weak: number }>(sql`select term, strong, weak from case_term_counts where strong + weak > 0 order by term`));

test('published cases that nobody can find are indexed at the start, once', async () => {
  await stored(50);
  expect(await found()).toBe(0);
  expect(await keep('1').done).toBe(43);
  expect(await found()).toBe(43);
  const once = await counted();
  expect(await keep('1').done).toBe(0);
  expect(await counted()).toEqual(once);
});

test('another version of the program makes terms and their counts anew', async () => {
  await stored(3);
  await keep('1').done;
  const asMade = await counted();
  // As a program with other words would have left it.
  await database.change(tx => tx.run(sql`update case_term_counts set strong = strong + 5`));
  expect(await keep('2').done).toBe(3);
  expect(await counted()).toEqual(asMade);
});

test('what is published and taken back while it runs is counted once', async () => {
  const rows = await stored(60);
  const running = keep('1');
  await database.change(async tx => { await unindexCase(tx, 1); });
  await database.change(async tx => { if (!(await tx.all(sql`select rowid from case_search where rowid = 60`)).length) await indexCase(tx, rows[59]!); });
  await running.done;
  await keep('1').done;
  expect((await counted()).find(({ term }) => term === '')?.strong).toBe(52);
});

test('a start that was cut short goes on at the next', async () => {
  await stored(60);
  const cut = keep('1');
  await cut.stop();
  await keep('1').done;
  expect(await found()).toBe(52);
});
