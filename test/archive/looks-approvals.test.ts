import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approvalsNeeded } from '../../shared/approvals.ts';
import { levelApprovals } from '../../shared/archive.ts';
import { isRefusal } from '../../shared/errors.ts';
import { roles, rolesAreSeparated, type Role } from '../../shared/staff.ts';
import { checkApprovers, type Person } from '../../main/archive/approvals-needed.ts';
import { aReadingRoom, secretsOfRoom, type PersonOfRoom, type ReadingRoom } from '../builders/a-reading-room.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

const order = { kind: 'writtenOrder', number: '7', orderedBy: '稽查处', validUntil: '2026-12-31' } as const;

describe('a second sign-in', () => {
  let room: ReadingRoom;
  beforeEach(async () => { room = await aReadingRoom(); });
  afterEach(() => room.close());

  const open = async (who: 'clerk' | 'archivist' | 'manager', fileId: string, approvers: PersonOfRoom[]) =>
    room.as(who).open({ fileId, purposeCode: 'audit', basis: order, approvals: approvers.map(room.signIn) });

  test('of the manager opens a file of 机密, and stands in the log beside the look', async () => {
    const fileId = await room.file({ approval: 'manager' });
    const look = await open('clerk', fileId, ['manager']);
    expect(look).toMatchObject({ logSeq: 1, file: { subjectName: secretsOfRoom.name } });
    expect(await room.log()).toMatchObject([
      { action: 'approve', outcome: 'done', staffId: room.ids.manager, role: 'manager', fileId, purpose: 'audit', detail: { facts: { forStaffId: room.ids.clerk, action: 'view' } } },
      { action: 'view', outcome: 'done', staffId: room.ids.clerk, fileId },
    ]);
  });

  test('is not asked of the manager who looks, for whom 绝密 still needs another person', async () => {
    const secret = await room.file({ approval: 'manager' });
    const topSecret = await room.file({ approval: 'managerAndSecond' });
    expect((await open('manager', secret, [])).file?.title).toBe(secretsOfRoom.title);
    expect(await refusalOf(open('manager', topSecret, []))).toEqual({ code: 'APPROVAL_NEEDED', data: { count: 1 } });
    expect((await open('manager', topSecret, ['archivist'])).file?.title).toBe(secretsOfRoom.title);
  });

  test.each<[string, PersonOfRoom[], string]>([
    ['nobody', [], 'APPROVAL_NEEDED'],
    ['the manager alone', ['manager'], 'APPROVAL_NEEDED'],
    ['the manager twice', ['manager', 'manager'], 'APPROVER_SAME_PERSON'],
    ['the one who looks', ['manager', 'archivist'], 'APPROVER_SAME_PERSON'],
    ['nobody who is a manager', ['otherClerk', 'auditor'], 'APPROVER_NOT_ALLOWED'],
    ['a clerk as the second', ['manager', 'otherClerk'], 'APPROVER_NOT_ALLOWED'],
    ['the administrator as the second', ['administrator', 'manager'], 'APPROVER_NOT_ALLOWED'],
  ])('of %s does not open 绝密 to the archivist', async (_who, approvers, code) => {
    const fileId = await room.file({ approval: 'managerAndSecond' });
    expect(await refusalOf(open('archivist', fileId, approvers))).toMatchObject({ code });
    expect(await room.log()).toMatchObject([{ action: 'view', outcome: 'refused', staffId: room.ids.archivist, detail: { facts: { code } } }]);
  });

  test.each<[PersonOfRoom[]]>([[['manager', 'auditor']], [['otherManager', 'manager']], [['auditor', 'manager']]])('of %s opens 绝密 to the archivist', async approvers => {
    const fileId = await room.file({ approval: 'managerAndSecond' });
    expect((await open('archivist', fileId, approvers)).file?.title).toBe(secretsOfRoom.title);
    expect((await room.log()).map(({ action }) => action)).toEqual(['approve', 'approve', 'view']);
  });

  test('with a wrong password opens nothing, is written down, and counts towards the lock-out of the approver', async () => {
    const fileId = await room.file({ approval: 'manager' });
    const guess = () => refusalOf(room.as('clerk').open({ fileId, purposeCode: 'audit', basis: order, approvals: [{ loginName: 'manager', password: 'guess' }] }));
    expect(await guess()).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft: 4 } });
    for (let guesses = 0; guesses < 4; guesses += 1) await guess();
    expect(await refusalOf(open('clerk', fileId, ['manager']))).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    const log = await room.log();
    expect(log).toHaveLength(6);
    expect(log.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(JSON.stringify(log)).not.toContain('guess');
  });

  test('is not even tried when purpose or basis would be refused anyway', async () => {
    const fileId = await room.file({ approval: 'manager' });
    const expired = { ...order, validUntil: '2026-03-01' };
    const asked = { fileId, purposeCode: 'audit', basis: expired, approvals: [{ loginName: 'manager', password: 'guess' }] };
    expect(await refusalOf(room.as('clerk').open(asked))).toMatchObject({ code: 'BASIS_EXPIRED' });
    expect(await refusalOf(room.as('clerk').open({ ...asked, basis: order }))).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft: 4 } });
  });

  test('does not suffice when the level was raised while the manager typed', async () => {
    const fileId = await room.file({ approval: 'manager' });
    const { confirmStaff } = room.parts;
    room.parts.confirmStaff = async signIn => {
      const approver = await confirmStaff(signIn);
      await room.raise(fileId, 'managerAndSecond');
      return approver;
    };
    expect(await refusalOf(open('clerk', fileId, ['manager']))).toEqual({ code: 'APPROVAL_NEEDED', data: { count: 2 } });
    expect((await room.log()).map(({ outcome }) => outcome)).toEqual(['refused']);
  });
});

describe('the rule of approvers', () => {
  const held = fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 }).filter(rolesAreSeparated);
  const person = (staffId: string) => held.map((each): Person => ({ staffId, name: staffId, roles: each as Role[] }));
  const group = fc.array(fc.constantFrom('a', 'b', 'c', 'caller'), { maxLength: 3 }).chain(ids => fc.tuple(...ids.map(person)));

  test('lets nobody through without different people, none of them the caller, and without a manager among all', () => {
    fc.assert(fc.property(fc.constantFrom(...levelApprovals), person('caller'), group, (approval, caller, approvers) => {
      let isLetThrough = true;
      try { checkApprovers(approval, caller, approvers); } catch (error) { if (!isRefusal(error)) throw error; isLetThrough = false; }
      if (!isLetThrough || approval === 'none') return;
      const { count } = approvalsNeeded(approval, caller);
      const others = new Set(approvers.map(({ staffId }) => staffId));
      expect(others.has('caller') && count > 0).toBe(false);
      expect(others.size >= count).toBe(true);
      expect([caller, ...approvers].some(each => each.roles.includes('manager'))).toBe(true);
      expect(new Set(['caller', ...others]).size).toBeGreaterThanOrEqual(approval === 'managerAndSecond' ? 2 : 1);
    }), { numRuns: 200 });
  });
});
