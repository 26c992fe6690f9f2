import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { sessions, staffCredentials, staffEvents, unknownSignIns } from '../../main/staff/staff-schema.ts';
import { aStaffedBranch, goodPassword, newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

let office: Awaited<ReturnType<typeof aStaffedBranch>>;
beforeEach(async () => { office = await aStaffedBranch(); });
afterEach(() => office.close());

const eventKinds = () => office.parts.database.read(async queries => (await queries.select({ kind: staffEvents.kind }).from(staffEvents).orderBy(staffEvents.id)).map(({ kind }) => kind));

describe('signing in', () => {
  test('the right password opens a session, whose token is stored only as a hash', async () => {
    const staffId = await office.person('limin');
    const { client, token } = await office.signedIn('limin');
    const { staff, isLocked } = await client.session.hello({});
    expect(staff).toEqual({ id: staffId, loginName: 'limin', name: '李敏', roles: ['clerk'], mustChangePassword: false, hasPin: false });
    expect(isLocked).toBe(false);
    const rows = await office.parts.database.read(queries => queries.select().from(sessions));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('a password typed in full width is the same password', async () => {
    await office.person('limin', ['clerk'], { password: 'Lantern47stone' });
    const desk = await office.connect();
    await expect(desk.client.session.signIn({ loginName: 'limin', password: 'Ｌａｎｔｅｒｎ４７ｓｔｏｎｅ' })).resolves.toBeDefined();
  });

  test('the hall display and the kiosk sign nobody in', async () => {
    await office.person('limin');
    for (const kind of ['hall', 'kiosk'] as const) {
      const screen = await office.connect(await office.station(kind));
      expect(await refusalOf(screen.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toMatchObject({ code: 'STATION_NOT_A_DESK' });
    }
  });

  test('an unknown device signs nobody in', async () => {
    await office.person('limin');
    const stranger = await office.connect(null);
    expect(await refusalOf(stranger.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toMatchObject({ code: 'STATION_UNKNOWN' });
  });

  test('whoever signs in at a desk ends the session that was there', async () => {
    await office.person('limin');
    await office.person('wangfang');
    const desk = await office.connect();
    const first = await desk.client.session.signIn({ loginName: 'limin', password: goodPassword });
    await desk.client.session.lock();
    await desk.client.session.signIn({ loginName: 'wangfang', password: goodPassword });
    expect((await desk.client.session.hello({})).staff?.loginName).toBe('wangfang');
    const other = await office.connect(desk, first.token);
    expect((await other.client.session.hello({})).staff).toBeNull();
  });
});

describe('the lock-out', () => {
  test('five wrong passwords lock the account for fifteen minutes, against the right one too', async () => {
    await office.person('limin');
    const desk = await office.connect();
    const attempt = (password: string) => refusalOf(desk.client.session.signIn({ loginName: 'limin', password }));
    for (const attemptsLeft of [4, 3, 2, 1]) expect(await attempt('wrong')).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft } });
    const untilAt = office.clock.now() + 15 * 60_000;
    expect(await attempt('wrong')).toEqual({ code: 'ACCOUNT_LOCKED', data: { untilAt } });
    expect(await attempt(goodPassword)).toEqual({ code: 'ACCOUNT_LOCKED', data: { untilAt } });
    office.clock.advance(15 * 60_000);
    expect(await attempt(goodPassword)).toBeNull();
    expect(await eventKinds()).toEqual([...Array(5).fill('signInFailed'), 'lockedOut', 'signedIn']);
  });

  test('survives a restart of the service', async () => {
    await office.person('limin');
    const desk = await office.connect();
    for (let guess = 0; guess < 5; guess += 1) await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: 'wrong' }));
    await office.restart({ gracefully: false });
    const again = await office.connect(desk);
    expect(await refusalOf(again.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toMatchObject({ code: 'ACCOUNT_LOCKED' });
  });

  test('of forty guesses sent at once from many desks, five are answered and the right one among the others is not', async () => {
    await office.person('limin');
    const desks = await Promise.all(Array.from({ length: 8 }, () => office.connect()));
    const wrong = Array.from({ length: 40 }, (_, n) => refusalOf(desks[n % 8]!.client.session.signIn({ loginName: 'limin', password: `wrong ${n}` })));
    const right = refusalOf(desks[0]!.client.session.signIn({ loginName: 'limin', password: goodPassword }));
    const outcomes = await Promise.all(wrong);
    expect(outcomes.filter(outcome => outcome?.code === 'WRONG_CREDENTIALS').map(outcome => outcome?.data)).toEqual(
      expect.arrayContaining([4, 3, 2, 1].map(attemptsLeft => ({ attemptsLeft }))));
    expect(outcomes.filter(outcome => outcome?.code === 'WRONG_CREDENTIALS')).toHaveLength(4);
    expect(await right).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    expect((await eventKinds()).filter(kind => kind === 'signInFailed')).toHaveLength(5);
  });

  test('one right password clears the failures before it', async () => {
    const staffId = await office.person('limin');
    const desk = await office.connect();
    for (let guess = 0; guess < 4; guess += 1) await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: 'wrong' }));
    await desk.client.session.signIn({ loginName: 'limin', password: goodPassword });
    const [row] = await office.parts.database.read(queries => queries.select().from(staffCredentials).where(eq(staffCredentials.staffId, staffId)));
    expect(row).toMatchObject({ failedAttempts: 0, lockedUntilAt: null });
  });
});

describe('a name that nobody has', () => {
  const answersTo = async (loginName: string) => {
    const desk = await office.connect();
    const answers = [];
    for (let guess = 0; guess < 7; guess += 1) answers.push(await refusalOf(desk.client.session.signIn({ loginName, password: `wrong ${guess}` })));
    return answers;
  };

  test('gets the same answers as one that exists, one that is inactive included', async () => {
    const administrator = await office.person('chief', ['administrator']);
    const inactive = await office.person('gone');
    await office.person('limin');
    const chief = await office.signedIn('chief');
    await chief.client.staff.change({ commandId: newCommandId(), staffId: inactive, name: '赵离', roles: ['clerk'], isActive: false });
    expect(administrator).not.toBe(inactive);
    const known = await answersTo('limin');
    expect(await answersTo('nobody')).toEqual(known);
    expect(await answersTo('gone')).toEqual(known);
  });

  test('is counted over a restart, and not kept by its name', async () => {
    const desk = await office.connect();
    for (let guess = 0; guess < 4; guess += 1) await refusalOf(desk.client.session.signIn({ loginName: 'nobody', password: 'wrong' }));
    await office.restart({ gracefully: false });
    const again = await office.connect(desk);
    expect(await refusalOf(again.client.session.signIn({ loginName: 'nobody', password: 'wrong' }))).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    const rows = await office.parts.database.read(queries => queries.select().from(unknownSignIns));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.nameKey).toMatch(/^[0-9a-f]{64}$/);
  });

  test('leaves no trace once its failures no longer count', async () => {
    const desk = await office.connect();
    await refusalOf(desk.client.session.signIn({ loginName: 'nobody', password: 'wrong' }));
    office.clock.advance(16 * 60_000);
    await refusalOf(desk.client.session.signIn({ loginName: 'someone', password: 'wrong' }));
    expect(await office.parts.database.read(queries => queries.select().from(unknownSignIns))).toHaveLength(1);
  });
});

test('a connection that tries without end is asked to wait, and right sign-ins do not count', async () => {
  await office.person('limin');
  const desk = await office.connect();
  for (let time = 0; time < 12; time += 1) await desk.client.session.signIn({ loginName: 'limin', password: goodPassword });
  for (let guess = 0; guess < 10; guess += 1) await refusalOf(desk.client.session.signIn({ loginName: `name${guess}`, password: 'wrong' }));
  expect(await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toEqual({ code: 'TOO_MANY_ATTEMPTS', data: { retryAfterSeconds: 60 } });
  office.clock.advance(60_000);
  expect(await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: goodPassword }))).toBeNull();
});

test('nothing that was typed is among the events', async () => {
  await office.person('limin');
  const desk = await office.connect();
  await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: 'the secret guess' }));
  await refusalOf(desk.client.session.signIn({ loginName: 'the.secret.name', password: 'the secret guess' }));
  const rows = await office.parts.database.read(queries => queries.select().from(staffEvents));
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/secret|limin|李敏/);
});
