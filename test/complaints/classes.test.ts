import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classesApi } from '../../main/complaints/complaint-classes-api.ts';
import { insertDefaultClasses } from '../../main/complaints/complaint-classes-store.ts';
import { insertDefaultDeadlineTable } from '../../main/complaints/deadline-table-store.ts';
import { anArchive, callerWith } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let branch: Awaited<ReturnType<typeof anArchive>>;
let client: ReturnType<typeof clientOf>;
let reportClassId = '';
const complaints = new Map<string, number>();
const cases = new Map<string, number>();

const clientOf = () => createRouterClient(classesApi(branch.parts, { complaints: async () => complaints, cases: async () => cases }), { context: callerWith('manager-1', ['manager']) });

beforeEach(async () => {
  branch = await anArchive();
  complaints.clear();
  cases.clear();
  client = clientOf();
  await branch.database.change(async tx => {
    ({ reportClassId } = await insertDefaultClasses(tx, 'power'));
    await insertDefaultDeadlineTable(tx, 'power', reportClassId);
  });
});
afterEach(() => branch.close());

const idOf = async (nameZh: string): Promise<string> => (await client.classes({})).find(each => each.nameZh === nameZh)?.id ?? '';
const save = (form: { id?: string; parentId?: string | null; nameZh?: string; isActive?: boolean }) =>
  client.saveClass({ commandId: uuidv7(), id: uuidv7(), parentId: null, nameZh: '充电桩', nameEn: 'Charging points', isActive: true, ...form });
const remove = (classId: string) => client.removeClass({ commandId: uuidv7(), classId });

describe('the classes of complaints', () => {
  test('a new one stands last among its parent’s, can be renamed and retired', async () => {
    const parentId = await idOf('停送电');
    const { id } = await save({ parentId });
    await save({ id, parentId, nameZh: '充电设施', isActive: false });
    expect((await client.classes({})).filter(each => each.parentId === parentId).at(-1)).toMatchObject({ id, nameZh: '充电设施', isActive: false, isUsed: false });
  });

  test('one is never its own ancestor', async () => {
    const [top, below] = [await idOf('营业业务'), await idOf('电费电价')];
    expect(await refusalOf(save({ id: top, parentId: below, nameZh: '营业业务' }))).toEqual({ code: 'COMPLAINT_CLASS_MISPLACED', data: { reason: 'underItself' } });
    expect(await refusalOf(save({ id: top, parentId: top, nameZh: '营业业务' }))).toEqual({ code: 'COMPLAINT_CLASS_MISPLACED', data: { reason: 'underItself' } });
  });

  test('three deep is the most, counted with all that is moved along', async () => {
    expect(await refusalOf(save({ parentId: await idOf('电量电费异常') }))).toEqual({ code: 'COMPLAINT_CLASS_MISPLACED', data: { reason: 'tooDeep' } });
    expect(await refusalOf(save({ id: await idOf('营业厅服务'), parentId: await idOf('电费电价'), nameZh: '营业厅服务' }))).toMatchObject({ code: 'COMPLAINT_CLASS_MISPLACED' });
    expect(await refusalOf(save({ parentId: uuidv7() }))).toMatchObject({ code: 'COMPLAINT_CLASS_NOT_FOUND' });
  });

  test('two of one name under one parent are refused, under different parents they are not', async () => {
    expect(await refusalOf(save({ nameZh: '停送电' }))).toEqual({ code: 'COMPLAINT_CLASS_NAME_TAKEN', data: { nameZh: '停送电' } });
    expect(await refusalOf(save({ nameZh: '停送电', parentId: await idOf('电网建设') }))).toBeNull();
  });

  test('one that is used is not removed: it says by how many complaints, cases, classes and deadline rows', async () => {
    const free = (await save({})).id;
    expect(await refusalOf(remove(free))).toBeNull();
    expect(await idOf('充电桩')).toBe('');
    const used = await idOf('电压质量');
    complaints.set(used, 3);
    expect(await refusalOf(remove(used))).toEqual({ code: 'COMPLAINT_CLASS_IN_USE', data: { complaints: 3, cases: 0, classes: 0, deadlineRows: 0 } });
    expect((await client.classes({})).find(({ id }) => id === used)?.isUsed).toBe(true);
    const taught = await idOf('电网建设');
    cases.set(taught, 2);
    expect(await refusalOf(remove(taught))).toMatchObject({ code: 'COMPLAINT_CLASS_IN_USE', data: { complaints: 0, cases: 2 } });
    expect((await client.classes({})).find(({ id }) => id === taught)?.isUsed).toBe(true);
    expect(await refusalOf(remove(await idOf('供电质量')))).toEqual({ code: 'COMPLAINT_CLASS_IN_USE', data: { complaints: 0, cases: 0, classes: 3, deadlineRows: 0 } });
  });

  test('the class of reports stays at the top and in use: its deadlines hang on it', async () => {
    for (const attempt of [remove(reportClassId), save({ id: reportClassId, nameZh: '举报', isActive: false }), save({ id: reportClassId, nameZh: '举报', parentId: await idOf('停送电') })]) {
      expect(await refusalOf(attempt)).toEqual({ code: 'COMPLAINT_CLASS_MISPLACED', data: { reason: 'reports' } });
    }
    expect(await save({ id: reportClassId, nameZh: '违规举报' })).toMatchObject({ nameZh: '违规举报' });
  });
});
