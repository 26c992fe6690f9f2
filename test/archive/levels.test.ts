import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aLendingDesk, type LendingDesk, type PersonOfDesk } from '../builders/a-lending-desk.ts';
import { newId } from '../builders/an-archive.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let desk: LendingDesk;
beforeEach(async () => { desk = await aLendingDesk(); });
afterEach(() => desk.close());

const change = (fileId: string, level: string, endsOn: string | null, approvers: PersonOfDesk[] = []) => desk.as('archivist').changeLevel({
  commandId: newId(), fileId, levelId: desk.catalogue.level(level), endsOn, reason: '含大客户用电方案', approvals: approvers.map(desk.signIn),
});

describe('a change of level', () => {
  test('needs the approval of the higher of the two levels, up and down', async () => {
    const fileId = await desk.file();
    expect(await refusalOf(change(fileId, '绝密', '2030-01-01', ['manager']))).toEqual({ code: 'APPROVAL_NEEDED', data: { count: 2 } });
    expect(await change(fileId, '绝密', '2030-01-01', ['manager', 'otherArchivist'])).toMatchObject({
      kind: 'changed', fromLevelId: desk.catalogue.level('普通'), toLevelId: desk.catalogue.level('绝密'), endsOn: '2030-01-01', byName: 'archivist',
      approvedByNames: ['manager', 'otherArchivist'], file: { levelId: desk.catalogue.level('绝密'), maskedName: '张*明' },
    });
    expect(await refusalOf(change(fileId, '普通', null, ['manager']))).toMatchObject({ code: 'APPROVAL_NEEDED' });
    expect(await change(fileId, '普通', null, ['manager', 'auditor'])).toMatchObject({ kind: 'changed', endsOn: null });
    expect((await desk.log()).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'changeLevel refused', 'approve done', 'approve done', 'changeLevel done', 'changeLevel refused', 'approve done', 'approve done', 'changeLevel done',
    ]);
  });

  test('gives a level with a term an end within it, and one without a term none', async () => {
    const fileId = await desk.file();
    expect(await refusalOf(change(fileId, '秘密', null))).toMatchObject({ code: 'LEVEL_TERM_MISSING' });
    expect(await refusalOf(change(fileId, '秘密', '2031-03-03'))).toEqual({ code: 'LEVEL_TERM_TOO_LONG', data: { months: 60, latestDay: '2031-03-02' } });
    expect(await refusalOf(change(fileId, '秘密', '2026-03-01'))).toMatchObject({ code: 'DAY_PAST' });
    expect(await change(fileId, '秘密', '2031-03-02')).toMatchObject({ endsOn: '2031-03-02' });
    expect(await change(fileId, '普通', '2031-03-02')).toMatchObject({ endsOn: null });
    expect((await desk.row(fileId)).levelEndsOn).toBeNull();
  });

  test('prolongs a term on its last day, and no later', async () => {
    const fileId = await desk.file({ level: '秘密', levelEndsOn: '2026-03-09' });
    desk.goTo('2026-03-09');
    expect(await change(fileId, '秘密', '2026-03-20')).toMatchObject({ kind: 'extended', endsOn: '2026-03-20' });
    desk.goTo('2026-03-21');
    expect(await refusalOf(change(fileId, '秘密', '2027-01-01'))).toEqual({ code: 'LEVEL_TERM_ENDED', data: { endedOn: '2026-03-20' } });
  });

  test('of a level or a file nobody knows is refused', async () => {
    const fileId = await desk.file();
    const unknown = { commandId: newId(), fileId, levelId: newId(), endsOn: null, reason: '误定' };
    expect(await refusalOf(desk.as('archivist').changeLevel(unknown))).toMatchObject({ code: 'LEVEL_NOT_FOUND' });
    expect(await refusalOf(desk.as('archivist').changeLevel({ ...unknown, commandId: newId(), fileId: newId() }))).toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});

describe('self-release', () => {
  test('lowers each file once the day after its term ended, as an entry by nobody', async () => {
    const fileId = await desk.file({ level: '机密', levelEndsOn: '2026-03-09' });
    const later = await desk.file({ level: '机密', levelEndsOn: '2026-03-10' });
    desk.goTo('2026-03-09');
    expect(await desk.releaseEndedLevels()).toBe(0);
    desk.goTo('2026-03-10');
    expect(await desk.releaseEndedLevels()).toBe(1);
    expect(await desk.row(fileId)).toMatchObject({ levelId: desk.catalogue.level('普通'), levelEndsOn: null });
    expect((await desk.row(later)).levelId).toBe(desk.catalogue.level('机密'));
    expect(await desk.log()).toMatchObject([{
      action: 'release', outcome: 'done', staffId: null, role: 'system', fileId,
      detail: { fileNumber: 'DY-2019-00001', facts: { from: desk.catalogue.level('机密'), to: desk.catalogue.level('普通'), endedOn: '2026-03-09' } },
    }]);
    expect(await desk.as('auditor').levelChanges({ fileId })).toMatchObject([{ kind: 'released', byName: '', fromLevelId: desk.catalogue.level('机密') }]);
    expect(await desk.releaseEndedLevels()).toBe(0);
  });

  test('after ten days off releases all of them, each once', async () => {
    for (let day = 1; day <= 5; day += 1) await desk.files(90, { level: '秘密', levelEndsOn: `2026-03-0${day + 2}` });
    await desk.files(30, { level: '秘密', levelEndsOn: '2026-03-12' });
    desk.goTo('2026-03-12');
    const counts = await Promise.all([desk.releaseEndedLevels(), desk.releaseEndedLevels()]);
    expect(counts[0] + counts[1]).toBe(450);
    const released = (await desk.log()).filter(({ action }) => action === 'release');
    expect(new Set(released.map(({ fileId }) => fileId)).size).toBe(450);
    expect(released).toHaveLength(450);
    expect((await desk.as('archivist').levelsEnding()).map(({ levelEndsOn }) => levelEndsOn)).toEqual(Array.from({ length: 30 }, () => '2026-03-12'));
  });

  test('without its entry in the log releases nothing', async () => {
    const fileId = await desk.file({ level: '机密', levelEndsOn: '2026-03-09' });
    desk.goTo('2026-03-10');
    await desk.cutLog();
    await expect(desk.releaseEndedLevels()).rejects.toThrow(Error);
    expect((await desk.row(fileId)).levelId).toBe(desk.catalogue.level('机密'));
  });
});

describe('levels that end', () => {
  test('are shown sixty days before, the first one first', async () => {
    for (const levelEndsOn of ['2026-05-02', '2026-05-01', '2026-03-02', '2026-03-01']) await desk.file({ level: '秘密', levelEndsOn });
    expect((await desk.as('manager').levelsEnding()).map(({ levelEndsOn }) => levelEndsOn)).toEqual(['2026-03-02', '2026-05-01']);
  });
});
