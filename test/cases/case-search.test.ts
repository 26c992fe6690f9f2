import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { indexCase, searchCases, similarCases, unindexCase, type StoredCase } from '../../main/cases/case-search-store.ts';
import { cases } from '../../main/cases/cases-schema.ts';
import { complaintClasses } from '../../main/complaints/complaint-catalogue-schema.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

async function published(form: Partial<StoredCase>): Promise<StoredCase> {
  return database.change(async tx => {
    const [{ last } = { last: 0 }] = await tx.all<{ last: number }>(sql`select coalesce(max(searchId), 0) as last from cases`);
    const row: StoredCase = {
      id: uuidv7(), searchId: last + 1, year: 2026, ordinal: last + 1, state: 'published', version: 1, complaintId: null, outcome: null,
      title: '', classId: null, channel: null, problem: '', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: [],
      authorId: 'clerk', authorName: '李敏', changedAt: last, publishedAt: last, nextCheckAt: null, avoidedCount: 0, recurredCount: 0, ...form,
    };
    await tx.insert(cases).values(row);
    await indexCase(tx, row);
    return row;
  });
}
const search = (words: string, more: { classId?: string; after?: string; limit?: number } = {}) => database.read(reader => searchCases(reader, { words, limit: 20, ...more }));
const titlesOf = (found: { row: StoredCase }[]) => found.map(({ row }) => row.title);
const titles = async (words: string, more: { classId?: string } = {}) => titlesOf((await search(words, more)).found);
const similar = (what: string, more: { classId?: string; channel?: StoredCase['channel']; limit?: number } = {}) =>
  database.read(reader => similarCases(reader, { what, remedySought: '', classId: more.classId ?? null, channel: more.channel ?? null }, more.limit));

async function someLibrary() {
  await published({ title: '计划停电未通知到户', problem: '检修停电前没有张贴公告，用户毫不知情', remedy: '当面致歉', keywords: ['停电通知'] });
  await published({ title: '窗口人员态度生硬', problem: '客户咨询过户材料时柜员不耐烦，出言不逊', cause: '业务高峰情绪管理不到位', keywords: ['服务态度'] });
  await published({ title: '二手房更名过户多次往返', problem: '办理居民过户，未一次性告知材料，客户往返三次', cause: '未使用告知单', lesson: '材料清单要交到客户手里', keywords: ['过户', '一次性告知'] });
  await published({ title: '车险赔款到账迟', problem: '定损后两个月赔款未到账，客户多次催问', cause: '账号有误被退票', keywords: ['理赔时效'] });
  await published({ title: '电梯困人救援慢', problem: '业主被困电梯四十分钟，应急电话无人接听', avoidance: '值班电话双人值守', keywords: ['电梯困人'] });
  await published({ title: '电表走字快经校验合格', problem: '客户质疑电费突增，申请校验电能表', cause: '表后线路漏电', keywords: ['电费异常', '校表'] });
}

describe('a search', () => {
  test('finds the case in other words', async () => {
    await someLibrary();
    expect((await titles('家里没电没人告诉'))[0]).toBe('计划停电未通知到户');
    expect((await titles('柜员很凶'))[0]).toBe('窗口人员态度生硬');
    expect((await titles('改名 跑了几趟'))[0]).toBe('二手房更名过户多次往返');
    expect((await titles('保险钱一直没下来'))[0]).toBe('车险赔款到账迟');
    expect((await titles('关在电梯里'))[0]).toBe('电梯困人救援慢');
    expect((await titles('电费突然涨'))[0]).toBe('电表走字快经校验合格');
  });

  test('sets a case whose title says it above one that has it in its lesson', async () => {
    await published({ title: '排队秩序混乱', problem: '大厅拥挤', lesson: '互感器倍率要复核' });
    await published({ title: '互感器倍率录错', problem: '电量少计' });
    expect(await titles('互感器')).toEqual(['互感器倍率录错', '排队秩序混乱']);
  });

  test('sets the rare word above the common one', async () => {
    for (let nth = 0; nth < 30; nth += 1) await published({ title: `电费疑问之${nth}`, problem: '对电费有疑问' });
    await published({ title: '互感器接反', problem: '计量差错' });
    expect((await titles('电费 互感器'))[0]).toBe('互感器接反');
  });

  test('finds by number however it is typed, and by nothing near it', async () => {
    await someLibrary();
    for (const words of ['L2026-0002', 'l2026-2', '２０２６-0002', ' 2026-0002 ']) expect((await search(words)).found, words).toMatchObject([{ row: { ordinal: 2 }, matches: [{ by: 'number' }] }]);
    expect((await search('L2025-0002')).found).toEqual([]);
  });

  test('finds by one character and by two, also where no dictionary has the word', async () => {
    await someLibrary();
    await published({ title: '箱变异响', problem: '𠮷祥苑箱变夜间异响，䶮女士无法入睡' });
    expect(await titles('梯')).toEqual(['电梯困人救援慢']);
    expect(await titles('𠮷')).toEqual(['箱变异响']);
    expect(await titles('䶮')).toEqual(['箱变异响']);
    expect(await titles('变异')).toEqual(['箱变异响']);
    expect((await titles('校表'))[0]).toBe('电表走字快经校验合格');
  });

  test('takes what is typed for words alone, never for syntax', async () => {
    await someLibrary();
    for (const words of ['" OR *', '停电" OR "1', "'; drop table cases; --", 'NEAR(停电 过户, 2)', 'terms : 停电', '停电*', '-停电', '^停电', '%', '\0停电']) await expect(search(words), words).resolves.toBeDefined();
    expect((await titles('停电" OR "态度'))[0]).toBe('计划停电未通知到户');
    expect((await titles('😀 电梯'))[0]).toBe('电梯困人救援慢');
    expect(await titles('" * ()')).toEqual([]);
  });

  test('without words gives the newest first, page after page, none twice', async () => {
    await someLibrary();
    const first = await search('', { limit: 4 });
    const second = await search(' ', { limit: 4, after: first.nextAfter! });
    expect([...first.found, ...second.found].map(({ row }) => row.ordinal)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(second.nextAfter).toBeNull();
  });

  test('pages through what it found, none twice, none left out', async () => {
    for (let nth = 0; nth < 45; nth += 1) await published({ title: `第${nth}件停电`, problem: '停电' });
    const seen: string[] = [];
    for (let after: string | undefined, page = 0; page < 3; page += 1) {
      const { found, nextAfter } = await search('断电', { after });
      seen.push(...titlesOf(found));
      after = nextAfter ?? undefined;
      expect(nextAfter === null).toBe(page === 2);
    }
    expect([seen.length, new Set(seen).size]).toEqual([45, 45]);
  });

  test('within a class finds what lies under it as well', async () => {
    const [top, below, other] = [uuidv7(), uuidv7(), uuidv7()];
    await database.change(tx => tx.insert(complaintClasses).values([[top, null], [below, top], [other, null]].map(([id, parentId]) => ({ id: id!, parentId: parentId ?? null, nameZh: '类', nameEn: 'class', isActive: true, position: 0, isReport: false }))));
    await published({ title: '下级类停电', problem: '停电', classId: below });
    await published({ title: '他类停电', problem: '停电', classId: other });
    await published({ title: '无类停电', problem: '停电' });
    expect(await titles('停电', { classId: top })).toEqual(['下级类停电']);
    expect(await titles('', { classId: top })).toEqual(['下级类停电']);
    expect(await titles('停电')).toHaveLength(3);
  });

  test('finds in either writing what was written in the other', async () => {
    await someLibrary();
    await published({ title: '櫃檯態度問題', problem: '職員說話難聽' });
    expect((await titles('電梯困人'))[0]).toBe('电梯困人救援慢');
    expect((await titles('過戶'))[0]).toBe('二手房更名过户多次往返');
    expect((await titles('说话难听'))).toContain('櫃檯態度問題');
  });
});

describe('a case in the index', () => {
  test('is found until it is taken out, and counted as long', async () => {
    const row = await published({ title: '公摊电费未公示', problem: '公摊电费' });
    const counted = () => database.read(reader => reader.all(sql`select term, strong, weak from case_term_counts where strong <> 0 or weak <> 0`));
    expect((await counted()).length).toBeGreaterThan(10);
    await database.change(tx => unindexCase(tx, row.searchId));
    expect(await titles('公摊')).toEqual([]);
    expect(await counted()).toEqual([]);
    await database.change(tx => unindexCase(tx, row.searchId));
    expect(await counted()).toEqual([]);
  });

  test('found again after it was rewritten is found by its new words alone', async () => {
    const row = await published({ title: '公摊电费未公示', problem: '公摊电费' });
    await database.change(async tx => {
      await unindexCase(tx, row.searchId);
      await tx.update(cases).set({ title: '电梯广告收入', problem: '未公布' }).where(eq(cases.id, row.id));
      await indexCase(tx, { ...row, title: '电梯广告收入', problem: '未公布' });
    });
    expect(await titles('公摊')).toEqual([]);
    expect(await titles('广告')).toEqual(['电梯广告收入']);
  });
});

describe('similar cases', () => {
  test('come best first with their reasons, five at most', async () => {
    await someLibrary();
    for (let nth = 0; nth < 8; nth += 1) await published({ title: `过户之${nth}`, problem: '过户材料一次没说清，来回跑', keywords: ['过户'] });
    const found = await similar('我来改户名，每次都说缺材料，跑了三趟也没办成');
    expect(found).toHaveLength(5);
    expect(await similar('我来改户名，每次都说缺材料，跑了三趟也没办成', { limit: 2 })).toEqual(found.slice(0, 2));
    for (const { matches } of found) expect(matches.length).toBeGreaterThan(0);
  });

  test('tell the words they share and the words that mean the same', async () => {
    await someLibrary();
    const [first] = await similar('电梯把我妈关在里面半个小时，打电话没人接');
    expect(first).toMatchObject({ row: { title: '电梯困人救援慢' }, matches: [{ by: 'words', words: expect.arrayContaining(['电梯']) }, { by: 'synonyms', pairs: expect.arrayContaining([expect.objectContaining({ asked: '关在里面' })]) }] });
  });

  test('are none for a matter nobody has met, whatever class it is given', async () => {
    await someLibrary();
    const classId = uuidv7();
    await published({ title: '同类的事', problem: '照明', classId });
    expect(await similar('红烧肉怎么做才软烂不腻，冰糖放多少合适', { classId })).toEqual([]);
    expect(await similar('周末带女儿去海边玩，下雨了', { classId })).toEqual([]);
    expect(await similar('', { classId })).toEqual([]);
  });

  test('of two alike the one of the class at hand is first, then the one of the channel, and say so', async () => {
    const classId = uuidv7();
    await published({ title: '甲', problem: '停电没有通知', channel: 'phone' });
    await published({ title: '乙', problem: '停电没有通知', classId });
    await published({ title: '丙', problem: '停电没有通知' });
    const found = await similar('停电没人通知', { classId, channel: 'phone' });
    expect(titlesOf(found)).toEqual(['乙', '甲', '丙']);
    expect(found[0]?.matches).toContainEqual({ by: 'class', classId, isSame: true });
    expect(found[1]?.matches).toContainEqual({ by: 'channel' });
  });

  test('a class in common does not lift a poor match above a good one', async () => {
    const classId = uuidv7();
    await published({ title: '同类远事', problem: '停电后冰箱损坏，电话占线', classId });
    await published({ title: '异类近事', problem: '停电没有通知，多次拨打热线占线，抢修超时未到' });
    expect(titlesOf(await similar('停电没人通知，热线打不通，抢修的人几个小时没来', { classId }))[0]).toBe('异类近事');
  });
});
