import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandResults } from '../../main/database/database-schema.ts';
import { presentTokens } from '../../main/branch/sessions/present-tokens.ts';
import { stationInvitations, stationTokens } from '../../main/stations/stations-schema.ts';
import { inviteFirstStation, localStation } from '../../main/branch/first-station.ts';
import { aStaffedBranch, goodPassword, newCommandId, refusalOf, type Desk } from '../builders/a-staffed-branch.ts';

let office: Awaited<ReturnType<typeof aStaffedBranch>>;
let chief: Desk;
beforeEach(async () => {
  office = await aStaffedBranch();
  await office.person('chief', ['administrator']);
  chief = await office.signedIn('chief');
});
afterEach(() => office.close());

const invite = (commandId = newCommandId()) => chief.client.stations.invite({ commandId, name: '大厅东侧叫号屏', kind: 'hall' });
const enrol = async (code: string) => {
  const device = await office.connect(null);
  return { ...device, enrolled: await device.client.session.enrolStation({ code }) };
};

describe('an invitation', () => {
  test('makes one device a station, once', async () => {
    const { code } = await invite();
    const { enrolled, client } = await enrol(code);
    expect(enrolled.state.station).toMatchObject({ name: '大厅东侧叫号屏', kind: 'hall' });
    expect((await client.session.hello({})).station?.id).toBe(enrolled.state.station?.id);
    expect(await refusalOf(enrol(code))).toMatchObject({ code: 'INVITATION_INVALID' });
  });

  test('is good for ten minutes', async () => {
    const { code, validUntilAt } = await invite();
    expect(validUntilAt).toBe(office.clock.now() + 600_000);
    office.clock.advance(600_000);
    expect(await refusalOf(enrol(code))).toMatchObject({ code: 'INVITATION_INVALID' });
  });

  test('that two devices use at the same moment enrols one of them', async () => {
    const { code } = await invite();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => refusalOf(enrol(code))));
    expect(outcomes.filter(outcome => outcome === null)).toHaveLength(1);
  });

  test('asked for again after a lost answer gets a code that works, and the first one stops working', async () => {
    const commandId = newCommandId();
    const first = await invite(commandId);
    const repeat = await invite(commandId);
    const third = await invite(commandId);
    for (const { code } of [first, repeat]) expect(await refusalOf(enrol(code))).toMatchObject({ code: 'INVITATION_INVALID' });
    expect(await refusalOf(enrol(third.code))).toBeNull();
    expect(await refusalOf(invite(commandId))).toMatchObject({ code: 'INVITATION_INVALID' });
  });

  test('and the token it turns into are stored nowhere in plain', async () => {
    const { code } = await invite();
    const { enrolled } = await enrol(code);
    const everything = await office.parts.database.read(async queries => JSON.stringify([
      await queries.select().from(stationInvitations), await queries.select().from(stationTokens), await queries.select().from(commandResults),
    ]));
    expect(everything).not.toContain(code);
    expect(everything).not.toContain(enrolled.stationToken);
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
  });
});

describe('a station', () => {
  test('keeps its standing over a restart of the service', async () => {
    const { enrolled } = await enrol((await invite()).code);
    await office.restart({ gracefully: false });
    const again = await office.connect(enrolled);
    expect((await again.client.session.hello({})).station).toEqual(enrolled.state.station);
  });

  test('that is revoked loses its standing and its sessions at once, on every connection, for good', async () => {
    await office.person('limin');
    const desk = await office.signedIn('limin');
    const secondPage = await office.connect(desk, desk.token);
    const stationId = desk.connection.station?.id ?? '';
    const revoked = await chief.client.stations.revoke({ commandId: newCommandId(), stationId });
    expect(revoked.isRevoked).toBe(true);
    for (const { client } of [desk, secondPage]) {
      expect(await refusalOf(client.session.touch())).toMatchObject({ code: 'STATION_UNKNOWN' });
      expect(await refusalOf(client.session.signIn({ loginName: 'limin', password: goodPassword }))).toMatchObject({ code: 'STATION_UNKNOWN' });
    }
    await office.restart();
    const again = await office.connect(desk, desk.token);
    expect(await again.client.session.hello({})).toMatchObject({ station: null, staff: null });
  });

  test('that nobody knows cannot be revoked', async () => {
    expect(await refusalOf(chief.client.stations.revoke({ commandId: newCommandId(), stationId: newCommandId() }))).toMatchObject({ code: 'STATION_UNKNOWN' });
  });

  test('is listed with when it was last heard of, written once a minute at most', async () => {
    const { enrolled } = await enrol((await invite()).code);
    const enrolledAt = office.clock.now();
    const lastSeenAt = async () => {
      await office.parts.database.change(async () => undefined);
      return (await chief.client.stations.list()).find(({ id }) => id === enrolled.state.station?.id)?.lastSeenAt;
    };
    const screen = await office.connect(enrolled);
    await screen.client.session.hello({});
    office.clock.advance(59_000);
    await screen.client.session.hello({});
    expect(await lastSeenAt()).toBe(enrolledAt);
    office.clock.advance(1000);
    await screen.client.session.hello({});
    expect(await lastSeenAt()).toBe(enrolledAt + 60_000);
  });
});

describe('the first station', () => {
  test('comes by the newest one-time link alone', async () => {
    const earlier = await inviteFirstStation(office.parts);
    const { code } = await inviteFirstStation(office.parts);
    expect(await refusalOf(enrol(earlier.code))).toMatchObject({ code: 'INVITATION_INVALID' });
    expect((await enrol(code)).enrolled.state.station).toMatchObject({ name: '本机', kind: 'desk' });
  });

  test("does not withdraw an administrator's invitation", async () => {
    const { code } = await invite();
    await inviteFirstStation(office.parts);
    expect(await refusalOf(enrol(code))).toBeNull();
  });

  test("the desktop application's own station is made once, also when its windows open together", async () => {
    const [one, two] = await Promise.all([localStation(office.parts), localStation(office.parts)]);
    expect(two).toEqual(one);
    await office.restart();
    expect(await localStation(office.parts)).toEqual(one);
  });

  test('a window of the desktop application stays its own station whatever token it shows', async () => {
    const station = await localStation(office.parts);
    const connection = office.parts.connections.open({ isLocal: true, station });
    const other = await office.station('kiosk');
    await presentTokens(office.parts, connection, { stationToken: other.stationToken });
    expect(connection.station).toEqual(station);
  });
});
