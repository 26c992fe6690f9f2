import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sessions, staffEvents } from '../../main/staff/staff-schema.ts';
import { aStaffedBranch, goodPassword, refusalOf } from '../builders/a-staffed-branch.ts';

let office: Awaited<ReturnType<typeof aStaffedBranch>>;
beforeEach(async () => {
  office = await aStaffedBranch();
  await office.person('limin');
});
afterEach(() => office.close());

const minutes = (count: number) => count * 60_000;
const storedSessions = () => office.parts.database.read(queries => queries.select().from(sessions));
/** The newest event, after what the service writes in the background. */
const lastEvent = async () => {
  await office.parts.database.change(async () => undefined);
  return (await office.parts.database.read(queries => queries.select().from(staffEvents).orderBy(staffEvents.id))).at(-1);
};

describe('a session', () => {
  test('goes on after the line drops and after the service restarts', async () => {
    const desk = await office.signedIn('limin');
    const { staff } = await desk.client.session.hello({});
    office.parts.connections.close(desk.connection);
    const again = await office.connect(desk, desk.token);
    expect((await again.client.session.hello({})).staff).toEqual(staff);
    await office.restart({ gracefully: false });
    const afterRestart = await office.connect(desk, desk.token);
    expect((await afterRestart.client.session.hello({})).staff).toEqual(staff);
  });

  test('belongs to its station: its token opens nothing elsewhere', async () => {
    const desk = await office.signedIn('limin');
    const elsewhere = await office.connect(await office.station(), desk.token);
    expect((await elsewhere.client.session.hello({})).staff).toBeNull();
    const nowhere = await office.connect(null);
    expect((await nowhere.client.session.hello({ sessionToken: desk.token })).staff).toBeNull();
  });

  test('does not follow a connection that becomes another station', async () => {
    const desk = await office.signedIn('limin');
    const other = await office.station('kiosk');
    expect((await desk.client.session.hello({ stationToken: other.stationToken })).staff).toBeNull();
  });

  test('shown by two pages is one: activity at either keeps both open, and neither shows old roles', async () => {
    const desk = await office.signedIn('limin');
    office.clock.advance(59_000);
    await desk.client.session.touch();
    const secondPage = await office.connect(desk, desk.token);
    expect(secondPage.connection.session).toBe(desk.connection.session);
    office.clock.advance(minutes(5) - 1);
    expect((await secondPage.client.session.hello({})).isLocked).toBe(false);
    await secondPage.client.session.touch();
    office.clock.advance(minutes(4));
    expect(await refusalOf(desk.client.session.touch())).toBeNull();
  });

  test('ends with sign-out, on every connection that shows it', async () => {
    const desk = await office.signedIn('limin');
    const secondPage = await office.connect(desk, desk.token);
    expect((await desk.client.session.signOut()).staff).toBeNull();
    expect(await refusalOf(secondPage.client.session.touch())).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const again = await office.connect(desk, desk.token);
    expect((await again.client.session.hello({})).staff).toBeNull();
  });

  test('is over after sixteen hours, whatever happens at the keyboard', async () => {
    const desk = await office.signedIn('limin');
    for (let hour = 0; hour < 16 * 15; hour += 1) {
      office.clock.advance(minutes(4));
      if (hour < 16 * 15 - 1) await desk.client.session.touch();
    }
    expect(await refusalOf(desk.client.session.touch())).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const again = await office.connect(desk, desk.token);
    expect((await again.client.session.hello({})).staff).toBeNull();
    expect(await lastEvent()).toMatchObject({ kind: 'signedOut', details: { cause: 'tooLong' } });
  });
});

test('sessions that nobody signed out of are cleared away by the next sign-in', async () => {
  const forgotten = await office.signedIn('limin');
  await office.restart();
  office.clock.advance(minutes(16 * 60));
  await office.signedIn('limin');
  const rows = await storedSessions();
  expect(rows.map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
  expect([...office.parts.connections.sessions()]).toHaveLength(1);
  const again = await office.connect(forgotten, forgotten.token);
  expect((await again.client.session.hello({})).staff).toBeNull();
});

describe('the idle lock', () => {
  test('is found by the first call after the set minutes, although the page did nothing', async () => {
    const desk = await office.signedIn('limin');
    office.clock.advance(minutes(5) - 1);
    expect(await refusalOf(desk.client.session.touch())).toBeNull();
    office.clock.advance(minutes(5));
    expect(await refusalOf(desk.client.session.touch())).toMatchObject({ code: 'SESSION_LOCKED' });
    const { isLocked, staff } = await desk.client.session.hello({});
    expect({ isLocked, who: staff?.loginName }).toEqual({ isLocked: true, who: 'limin' });
    expect(await lastEvent()).toMatchObject({ kind: 'locked', details: { cause: 'idle' } });
  });

  test('tells the page when it would lock', async () => {
    const desk = await office.signedIn('limin');
    office.clock.advance(minutes(3));
    expect(await desk.client.session.touch()).toEqual({ locksAt: office.clock.now() + minutes(5) });
  });

  test('counts over a restart, even one by force', async () => {
    const desk = await office.signedIn('limin');
    await office.restart({ gracefully: false });
    office.clock.advance(minutes(5));
    const again = await office.connect(desk, desk.token);
    expect((await again.client.session.hello({})).isLocked).toBe(true);
  });

  test('waits as long as the branch has set, and with 0 for ever', async () => {
    const patient = await aStaffedBranch({ idleLockMinutes: 0 });
    await patient.person('limin');
    const desk = await patient.signedIn('limin');
    patient.clock.advance(minutes(600));
    expect(await refusalOf(desk.client.session.touch())).toBeNull();
    await patient.close();
  });

  test('reading does not keep it away: a page reads by itself', async () => {
    await office.person('chief', ['administrator']);
    const desk = await office.signedIn('chief');
    for (let minute = 0; minute < 5; minute += 1) {
      await desk.client.staff.list();
      office.clock.advance(minutes(1));
    }
    expect(await refusalOf(desk.client.staff.list())).toMatchObject({ code: 'SESSION_LOCKED' });
  });

  test('activity is written once a minute at most, and what is missing when the service stops', async () => {
    const desk = await office.signedIn('limin');
    const signedInAt = office.clock.now();
    for (let second = 0; second < 59; second += 1) {
      office.clock.advance(1000);
      await desk.client.session.touch();
    }
    expect((await storedSessions())[0]?.lastActiveAt).toBe(signedInAt);
    office.clock.advance(1000);
    await desk.client.session.touch();
    await office.parts.database.change(async () => undefined);
    expect((await storedSessions())[0]?.lastActiveAt).toBe(signedInAt + 60_000);
    office.clock.advance(20_000);
    await desk.client.session.touch();
    await office.restart();
    expect((await storedSessions())[0]?.lastActiveAt).toBe(signedInAt + 80_000);
  });
});

describe('locking and unlocking', () => {
  test('a locked session answers nothing but who it is, unlock, sign-in and sign-out', async () => {
    const desk = await office.signedIn('limin');
    expect((await desk.client.session.lock()).isLocked).toBe(true);
    expect(await refusalOf(desk.client.staff.setOwnPin({ currentPassword: goodPassword, pin: '2580' }))).toMatchObject({ code: 'SESSION_LOCKED' });
    expect((await desk.client.session.unlock({ password: goodPassword })).isLocked).toBe(false);
    expect(await refusalOf(desk.client.session.touch())).toBeNull();
  });

  test('a lock outlives the service', async () => {
    const desk = await office.signedIn('limin');
    await desk.client.session.lock();
    await office.restart({ gracefully: false });
    const again = await office.connect(desk, desk.token);
    expect((await again.client.session.hello({})).isLocked).toBe(true);
    expect((await again.client.session.unlock({ password: goodPassword })).isLocked).toBe(false);
  });

  test('the PIN unlocks, signs nobody in, and only once it was set', async () => {
    const desk = await office.signedIn('limin');
    await desk.client.session.lock();
    expect(await refusalOf(desk.client.session.unlock({ pin: '2580' }))).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft: 4 } });
    await desk.client.session.unlock({ password: goodPassword });
    expect((await desk.client.staff.setOwnPin({ currentPassword: goodPassword, pin: '2580' })).hasPin).toBe(true);
    await desk.client.session.lock();
    expect((await desk.client.session.unlock({ pin: '2580' })).isLocked).toBe(false);
    expect(await refusalOf(desk.client.session.signIn({ loginName: 'limin', password: '2580' }))).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  });

  test('the fifth wrong unlock ends the session, counted over a restart', async () => {
    const desk = await office.signedIn('limin');
    await desk.client.session.lock();
    for (const attemptsLeft of [4, 3]) expect(await refusalOf(desk.client.session.unlock({ pin: '0000' }))).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft } });
    await office.restart({ gracefully: false });
    const again = await office.connect(desk, desk.token);
    for (const attemptsLeft of [2, 1]) expect(await refusalOf(again.client.session.unlock({ pin: '0000' }))).toEqual({ code: 'WRONG_CREDENTIALS', data: { attemptsLeft } });
    expect(await refusalOf(again.client.session.unlock({ pin: '0000' }))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect((await again.client.session.hello({ sessionToken: desk.token })).staff).toBeNull();
  });

  test('of twenty PINs tried at once, four are answered and the session is gone', async () => {
    const desk = await office.signedIn('limin');
    await desk.client.staff.setOwnPin({ currentPassword: goodPassword, pin: '2580' });
    await desk.client.session.lock();
    const wrong = Array.from({ length: 20 }, (_, n) => refusalOf(desk.client.session.unlock({ pin: String(1000 + n) })));
    const right = refusalOf(desk.client.session.unlock({ pin: '2580' }));
    const codes = (await Promise.all(wrong)).map(refusal => refusal?.code);
    expect(codes.filter(code => code === 'WRONG_CREDENTIALS')).toHaveLength(4);
    expect(codes.filter(code => code === 'NOT_SIGNED_IN')).toHaveLength(16);
    expect(await right).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
