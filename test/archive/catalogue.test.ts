import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertLook } from '../../main/archive/looks-store.ts';
import type { LookField } from '../../shared/looks.ts';
import { aFileForm, anArchive, newId } from '../builders/an-archive.ts';

let archive: Awaited<ReturnType<typeof anArchive>>;
beforeEach(async () => { archive = await anArchive(); });
afterEach(() => archive.close());
const level = async (nameZh: string) => (await archive.client.catalogue()).levels.find(each => each.nameZh === nameZh)!;

test('a branch begins with levels, shelves, retention and a tree of its trade', async () => {
  const { levels, retentionClasses, categories, shelves } = await archive.client.catalogue();
  expect(levels.map(({ nameZh, approval, loanDays }) => [nameZh, approval, loanDays])).toEqual([['普通', 'none', 21], ['秘密', 'none', 10], ['机密', 'manager', 5], ['绝密', 'managerAndSecond', 3]]);
  expect(retentionClasses.map(({ years }) => years)).toEqual([null, 30, 10]);
  expect(categories.filter(({ parentId }) => parentId === archive.catalogue.category('DY'))).toHaveLength(4);
  expect(shelves.length).toBeGreaterThan(0);
});

test('a category cannot lie under itself, nor share its code', async () => {
  const categories = (await archive.client.catalogue()).categories;
  const top = categories.find(({ code }) => code === 'DY')!;
  await expect(archive.client.saveCategory({ ...top, commandId: newId(), parentId: archive.catalogue.category('DY01') })).rejects.toMatchObject({ code: 'CATEGORY_IN_A_CIRCLE' });
  await expect(archive.client.saveCategory({ ...top, commandId: newId(), parentId: top.id })).rejects.toMatchObject({ code: 'CATEGORY_IN_A_CIRCLE' });
  await expect(archive.client.saveCategory({ ...top, commandId: newId(), id: newId() })).rejects.toMatchObject({ code: 'CATEGORY_CODE_TAKEN' });
});

test('a level with the mark of state secrets is refused; one in use stays; two of one rank cannot be', async () => {
  const ordinary = await level('普通');
  await expect(archive.manager.saveLevel({ ...ordinary, commandId: newId(), nameZh: '秘密★' })).rejects.toMatchObject({ code: 'LEVEL_STAR_MARK' });
  await expect(archive.manager.saveLevel({ ...ordinary, commandId: newId(), rank: 1 })).rejects.toMatchObject({ code: 'LEVEL_RANK_TAKEN' });
  await archive.withFiles({});
  await expect(archive.manager.saveLevel({ ...ordinary, commandId: newId(), isActive: false })).rejects.toMatchObject({ code: 'LEVEL_IN_USE', data: { files: 1 } });
});

test('who lowers what a level asks for leaves a trace, with what it asked for before; saving the same again leaves none', async () => {
  const secret = await level('机密');
  await archive.manager.saveLevel({ ...secret, commandId: newId(), approval: 'none' });
  await archive.manager.saveLevel({ ...secret, commandId: newId(), approval: 'none' });
  await archive.manager.saveLevel({ ...secret, commandId: newId() });
  const written = (await archive.catalogueChanges()).map(({ what, role, facts }) => [what, role, facts['before.approval'], facts['after.approval']]);
  expect(written).toEqual([['level', 'manager', 'manager', 'none'], ['level', 'manager', 'none', 'manager']]);
});

test('how long files are kept, the tree and the shelves are changed with an entry too', async () => {
  const { retentionClasses, categories, shelves } = await archive.client.catalogue();
  const thirty = retentionClasses.find(({ years }) => years === 30)!;
  await archive.manager.saveRetentionClass({ ...thirty, commandId: newId(), years: 1 });
  await archive.client.saveCategory({ ...categories[0]!, commandId: newId(), nameZh: '别的' });
  await archive.client.saveShelf({ ...shelves[0]!, commandId: newId(), id: newId(), code: 'Z9' });
  expect((await archive.catalogueChanges()).map(({ what, facts }) => [what, facts['before.years'] ?? facts['after.nameZh'] ?? facts['after.code']]))
    .toEqual([['retentionClass', '30'], ['category', '别的'], ['shelf', 'Z9']]);
});

test('a file is taken in once under its number, with its entry, kept to the end of the last year', async () => {
  const added = await archive.client.add({ ...aFileForm(archive.catalogue, { archiveNumber: ' dy-2019-１ ' }), commandId: newId() });
  expect(added).toMatchObject({ archiveNumber: 'DY-2019-1', maskedName: '张*明', retentionEndsOn: '2049-12-31', state: 'onShelf', documentCount: 0 });
  await expect(archive.client.add({ ...aFileForm(archive.catalogue, { archiveNumber: 'DY-2019-1' }), commandId: newId() })).rejects.toMatchObject({ code: 'FILE_NUMBER_TAKEN' });
  expect(await archive.client.byNumber({ archiveNumber: 'ｄｙ-2019-1' })).toMatchObject({ id: added.id });
  expect(await archive.database.read(reader => reader.all(sql`select action, fileId from access_log_entries`))).toEqual([{ action: 'file', fileId: added.id }]);
});

test('a level with a term needs its end, within the longest', async () => {
  const form = aFileForm(archive.catalogue, { levelId: archive.catalogue.level('秘密') });
  await expect(archive.client.add({ ...form, commandId: newId() })).rejects.toMatchObject({ code: 'LEVEL_TERM_MISSING' });
  await expect(archive.client.add({ ...form, levelEndsOn: '2031-03-03', commandId: newId() })).rejects.toMatchObject({ code: 'LEVEL_TERM_TOO_LONG' });
  expect(await archive.client.add({ ...form, levelEndsOn: '2031-03-02', commandId: newId() })).toMatchObject({ levelEndsOn: '2031-03-02' });
});

test('a hold is placed, counted, lifted once, and each step is in the log', async () => {
  const [fileId] = await archive.withFiles({});
  const hold = await archive.client.placeHold({ commandId: newId(), fileId: fileId!, reason: '诉讼', authority: '城东区法院' });
  expect(await archive.client.get({ fileId: fileId! })).toMatchObject({ holdCount: 1 });
  expect(await archive.manager.liftHold({ commandId: newId(), holdId: hold.id, reason: '结案' })).toMatchObject({ lifted: { reason: '结案' } });
  await expect(archive.manager.liftHold({ commandId: newId(), holdId: hold.id, reason: '结案' })).rejects.toMatchObject({ code: 'HOLD_LIFTED' });
  expect(await archive.database.read(reader => reader.all(sql`select action from access_log_entries`))).toEqual([{ action: 'hold' }, { action: 'hold' }]);
});

test('without an open look nothing of a file is changed', async () => {
  const [fileId] = await archive.withFiles({});
  await expect(archive.client.change({ commandId: newId(), fileId: fileId!, lookId: newId(), title: '别的', reason: '更正' })).rejects.toMatchObject({ code: 'LOOK_ENDED' });
});

/** A look of this person that is open, as it would be after its entry. */
async function anOpenLook(fileId: string, { staffId = 'archivist-1', fields = ['name', 'title', 'change'] as LookField[], minutes = 15 } = {}): Promise<string> {
  const id = newId();
  const openedAt = archive.database.clock.now();
  await archive.database.change(tx => insertLook(tx, {
    id, logSeq: nextLogSeq += 1, staffId, sessionId: 's', fileId, customerId: null, purposeCode: 'correction', purposeNameZh: '资料更正', purposeNameEn: 'Correction', basisKind: 'changeForm',
    fields, openedAt, expiresAt: openedAt + minutes * 60_000, closedAt: null, isBreakGlass: false,
    reason: null, reviewDueOn: null, isReviewDueProvisional: null, reviewedAt: null, reviewedBy: null, isJustified: null, reviewWords: null,
  }));
  return id;
}
let nextLogSeq = 1000;

test('with an open look that lets change, a file is corrected, and what it said before and after is in the personal part of its entry alone', async () => {
  const [fileId = ''] = await archive.withFiles({});
  const changed = await archive.client.change({ commandId: newId(), fileId, lookId: await anOpenLook(fileId), subjectName: '李卫国', year: 2018, reason: '登记有误' });
  expect(changed).toMatchObject({ maskedName: '李*国', year: 2018, retentionEndsOn: '2048-12-31' });
  const entries = await archive.database.read(reader => reader.all<{ bytes: string; content: string }>(sql`
    select e.bytes, d.content from access_log_entries e join access_log_details d on d.seq = e.seq`));
  expect(entries).toHaveLength(1);
  expect(JSON.parse(entries[0]!.bytes)).toMatchObject({ action: 'change', file: fileId, purpose: 'correction', fields: ['subjectName', 'year'] });
  expect(entries[0]!.bytes).not.toContain('李卫国');
  expect(JSON.parse(entries[0]!.content)).toMatchObject({ words: '登记有误', facts: { 'before.subjectName': '张伟明', 'after.subjectName': '李卫国' } });
});

test('a look of somebody else, at another file, without the right to change, or over, changes nothing', async () => {
  const [fileId = '', otherId = ''] = await archive.withFiles({}, {});
  const change = (lookId: string) => archive.client.change({ commandId: newId(), fileId, lookId, title: '别的', reason: '更正' });
  await expect(change(await anOpenLook(fileId, { staffId: 'archivist-2' }))).rejects.toMatchObject({ code: 'LOOK_ENDED' });
  await expect(change(await anOpenLook(otherId))).rejects.toMatchObject({ code: 'LOOK_ENDED' });
  await expect(change(await anOpenLook(fileId, { fields: ['name', 'title'] }))).rejects.toMatchObject({ code: 'LOOK_DOES_NOT_OPEN' });
  const late = await anOpenLook(fileId);
  archive.database.clock.set(archive.database.clock.now() + 15 * 60_000);
  await expect(change(late)).rejects.toMatchObject({ code: 'LOOK_ENDED' });
  expect(await archive.client.get({ fileId })).toMatchObject({ maskedTitle: '低压居民过户档案' });
});
