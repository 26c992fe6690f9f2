import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandResults } from '../../main/database/database-schema.ts';
import { staffCredentials, staffEvents } from '../../main/staff/staff-schema.ts';
import { aStaffedBranch, goodPassword, newCommandId, refusalOf, type Desk } from '../builders/a-staffed-branch.ts';

const temporaryPassword = 'paper boat 2 cedar';

let office: Awaited<ReturnType<typeof aStaffedBranch>>;
let chiefId: string;
let chief: Desk;
beforeEach(async () => {
  office = await aStaffedBranch();
  chiefId = await office.person('chief', ['administrator']);
  chief = await office.signedIn('chief');
});
afterEach(() => office.close());

const addClerk = (loginName = 'limin') => chief.client.staff.add({ commandId: newCommandId(), loginName, name: '李敏', roles: ['clerk'], temporaryPassword });

describe('a new account', () => {
  test('can do nothing but change its temporary password, and then all its role may', async () => {
    await addClerk();
    const desk = await office.connect();
    const { state } = await desk.client.session.signIn({ loginName: 'limin', password: temporaryPassword });
    expect(state.staff?.mustChangePassword).toBe(true);
    expect(await refusalOf(desk.client.staff.setOwnPin({ currentPassword: temporaryPassword, pin: '2580' }))).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED' });
    expect(await refusalOf(desk.client.staff.list())).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED' });
    const changed = await desk.client.staff.changeOwnPassword({ currentPassword: temporaryPassword, newPassword: goodPassword });
    expect(changed.mustChangePassword).toBe(false);
    expect(await refusalOf(desk.client.staff.setOwnPin({ currentPassword: goodPassword, pin: '2580' }))).toBeNull();
    expect(await refusalOf(desk.client.staff.list())).toEqual({ code: 'ROLE_REQUIRED', data: { roles: ['administrator', 'auditor'] } });
  });

  test('is made once by a command sent twice', async () => {
    const command = { commandId: newCommandId(), loginName: 'limin', name: '李敏', roles: ['clerk' as const], temporaryPassword };
    const [first, repeat] = await Promise.all([chief.client.staff.add(command), chief.client.staff.add(command)]);
    expect(repeat).toEqual(first);
    expect(await chief.client.staff.list()).toHaveLength(2);
  });

  test('needs a free login name, a password that is no common one, and roles that one person may hold', async () => {
    await addClerk();
    expect(await refusalOf(addClerk('LiMin '))).toEqual({ code: 'LOGIN_NAME_TAKEN', data: { loginName: 'limin' } });
    const weak = chief.client.staff.add({ commandId: newCommandId(), loginName: 'wangfang', name: '王芳', roles: ['clerk'], temporaryPassword: '1234567890' });
    expect(await refusalOf(weak)).toEqual({ code: 'PASSWORD_TOO_WEAK', data: { reason: 'tooCommon' } });
    const both = chief.client.staff.add({ commandId: newCommandId(), loginName: 'wangfang', name: '王芳', roles: ['manager', 'auditor'], temporaryPassword });
    expect(await refusalOf(both)).toEqual({ code: 'ROLES_CONFLICT', data: { roles: ['manager', 'auditor'] } });
    expect(await chief.client.staff.list()).toHaveLength(2);
  });

  test('leaves its password nowhere in the database', async () => {
    await addClerk();
    const everything = await office.parts.database.read(async queries => JSON.stringify([
      await queries.select().from(commandResults), await queries.select().from(staffEvents), await queries.select().from(staffCredentials),
    ]));
    expect(everything).not.toContain(temporaryPassword);
    expect(everything).toContain('$argon2id$');
  });
});

describe('changing an account', () => {
  test('other roles take effect on open sessions at once', async () => {
    const staffId = await office.person('wangfang', ['auditor']);
    const desk = await office.signedIn('wangfang');
    expect(await refusalOf(desk.client.staff.list())).toBeNull();
    await chief.client.staff.change({ commandId: newCommandId(), staffId, name: '王方', roles: ['clerk'], isActive: true });
    expect(await refusalOf(desk.client.staff.list())).toMatchObject({ code: 'ROLE_REQUIRED' });
    expect((await desk.client.session.hello({})).staff).toMatchObject({ name: '王方', roles: ['clerk'] });
  });

  test('a deactivated person is out at once and does not come back, not even after a restart', async () => {
    const staffId = await office.person('limin');
    const desk = await office.signedIn('limin');
    await chief.client.staff.change({ commandId: newCommandId(), staffId, name: '李敏', roles: ['clerk'], isActive: false });
    expect(await refusalOf(desk.client.session.touch())).toMatchObject({ code: 'NOT_SIGNED_IN' });
    await office.restart();
    const again = await office.connect(desk, desk.token);
    expect((await again.client.session.hello({})).staff).toBeNull();
    expect(await refusalOf(again.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  });

  test('the last active administrator can neither be deactivated nor lose the role', async () => {
    const change = (roles: ('administrator' | 'clerk')[], isActive: boolean) =>
      refusalOf(chief.client.staff.change({ commandId: newCommandId(), staffId: chiefId, name: '陈工', roles, isActive }));
    expect(await change(['administrator'], false)).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    expect(await change(['clerk'], true)).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    expect(await change(['administrator', 'clerk'], true)).toBeNull();
    await office.person('deputy', ['administrator']);
    expect(await change(['clerk'], true)).toBeNull();
    expect(await refusalOf(chief.client.staff.list())).toMatchObject({ code: 'ROLE_REQUIRED' });
  });

  test('two administrators who deactivate each other at the same moment do not both succeed', async () => {
    const deputyId = await office.person('deputy', ['administrator']);
    const deputy = await office.signedIn('deputy');
    const outcomes = await Promise.all([
      refusalOf(chief.client.staff.change({ commandId: newCommandId(), staffId: deputyId, name: '副', roles: ['administrator'], isActive: false })),
      refusalOf(deputy.client.staff.change({ commandId: newCommandId(), staffId: chiefId, name: '正', roles: ['administrator'], isActive: false })),
    ]);
    expect(outcomes.filter(outcome => outcome === null)).toHaveLength(1);
    expect(outcomes.find(outcome => outcome !== null)).toMatchObject({ code: 'LAST_ADMINISTRATOR' });
  });

  test('三员分立 is kept by the service, whatever a page sends', async () => {
    const staffId = await office.person('limin');
    const change = chief.client.staff.change({ commandId: newCommandId(), staffId, name: '李敏', roles: ['administrator', 'auditor'], isActive: true });
    expect(await refusalOf(change)).toMatchObject({ code: 'ROLES_CONFLICT' });
    expect(await refusalOf(chief.client.staff.change({ commandId: newCommandId(), staffId: newCommandId(), name: '无', roles: ['clerk'], isActive: true }))).toMatchObject({ code: 'STAFF_NOT_FOUND' });
  });
});

describe('passwords', () => {
  test('a reset ends the sessions, lifts the lock-out and asks for a new password', async () => {
    const staffId = await office.person('limin');
    const desk = await office.signedIn('limin');
    const guesser = await office.connect();
    for (let guess = 0; guess < 5; guess += 1) await refusalOf(guesser.client.session.signIn({ loginName: 'limin', password: 'wrong' }));
    const member = (await chief.client.staff.list()).find(({ id }) => id === staffId);
    expect(member?.lockedUntilAt).toBe(office.clock.now() + 15 * 60_000);
    const reset = await chief.client.staff.resetPassword({ commandId: newCommandId(), staffId, temporaryPassword });
    expect(reset).toMatchObject({ lockedUntilAt: null, mustChangePassword: true });
    expect(await refusalOf(desk.client.session.touch())).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const { state } = await desk.client.session.signIn({ loginName: 'limin', password: temporaryPassword });
    expect(state.staff?.mustChangePassword).toBe(true);
  });

  test('changing the own one needs the present one, a different one, and ends the other sessions of the person', async () => {
    await office.person('limin');
    const desk = await office.signedIn('limin');
    const elsewhere = await office.signedIn('limin');
    const change = (currentPassword: string, newPassword: string) => refusalOf(desk.client.staff.changeOwnPassword({ currentPassword, newPassword }));
    expect(await change('wrong', temporaryPassword)).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft: 4 } });
    expect(await change(goodPassword, goodPassword)).toEqual({ code: 'PASSWORD_TOO_WEAK', data: { reason: 'sameAsBefore' } });
    expect(await change(goodPassword, 'my limin 2026 boat')).toEqual({ code: 'PASSWORD_TOO_WEAK', data: { reason: 'containsLoginName' } });
    expect(await change(goodPassword, temporaryPassword)).toBeNull();
    expect(await refusalOf(desk.client.session.touch())).toBeNull();
    expect(await refusalOf(elsewhere.client.session.touch())).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('guesses at an unlocked desk count toward the same lock-out as those at the sign-in page', async () => {
    await office.person('limin');
    const desk = await office.signedIn('limin');
    for (let guess = 0; guess < 5; guess += 1) await refusalOf(desk.client.staff.setOwnPin({ currentPassword: `wrong ${guess}`, pin: '1111' }));
    expect(await refusalOf(desk.client.staff.setOwnPin({ currentPassword: goodPassword, pin: '1111' }))).toMatchObject({ code: 'ACCOUNT_LOCKED' });
  });

  test('a password changed while the old one was being compared does not let the old one in', async () => {
    const staffId = await office.person('limin');
    const desk = await office.connect();
    const { hasher } = office.parts;
    const original = hasher.matches.bind(hasher);
    hasher.matches = async (secretHash, secret) => {
      const matched = await original(secretHash, secret);
      hasher.matches = original;
      await chief.client.staff.resetPassword({ commandId: newCommandId(), staffId, temporaryPassword });
      return matched;
    };
    expect(await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  });
});
