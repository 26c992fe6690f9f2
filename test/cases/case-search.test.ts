import { expect, test } from 'vitest';
import { aDatabase } from '../builders/a-database.ts';
import { cases } from '../../main/cases/cases-schema.ts';
import { indexCase, searchCases, similarCases, unindexCase, type StoredCase } from '../../main/cases/case-search-store.ts';
test('a published case is found by its words until it is not', async () => {
  const database = await aDatabase();
  const row = { id: 'a', searchId: 1, year: 2026, ordinal: 1, state: 'published', version: 1, complaintId: null, outcome: null, title: '停电未通知', classId: null, channel: null, problem: '计划停电没有提前告知用户', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: ['停电'], authorId: 's', authorName: '李敏', changedAt: 1, publishedAt: 1, nextCheckAt: null, avoidedCount: 0, recurredCount: 0 } satisfies StoredCase;
  await database.change(async tx => { await tx.insert(cases).values(row); await indexCase(tx, row); });
  expect((await database.read(r => searchCases(r, { words: '停电', limit: 20 }))).found).toHaveLength(1);
  expect((await database.read(r => searchCases(r, { words: 'L2026-0001', limit: 20 }))).found).toHaveLength(1);
  expect((await database.read(r => searchCases(r, { words: '', limit: 20 }))).found).toHaveLength(1);
  expect((await database.read(r => similarCases(r, { what: '昨天停电没人通知', remedySought: '', classId: null, channel: null })))).toHaveLength(1);
  await database.change(async tx => unindexCase(tx, 1));
  expect((await database.read(r => searchCases(r, { words: '停电', limit: 20 }))).found).toHaveLength(0);
  await database.close();
});
