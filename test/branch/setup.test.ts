import { createRouterClient, implement } from '@orpc/server';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { loadPresentBranch, settingsFrom } from '../../main/branch/present-branch.ts';
import { checkCaller } from '../../main/branch/session.ts';
import { setupApi } from '../../main/branch/setup-api.ts';
import { spreadServices } from '../../main/branch/window-spread.ts';
import { businessTypes } from '../../main/counter/counter-schema.ts';
import { commandResults } from '../../main/database/database-schema.ts';
import { services, windows, windowServices } from '../../main/queue/queue-schema.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { setupContract } from '../../shared/staff.ts';
import { aStaffedBranch, goodPassword, newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

let office: Awaited<ReturnType<typeof aStaffedBranch>>;
beforeEach(async () => { office = await aStaffedBranch({ isNotSetUp: true }); });
afterEach(() => office.close());

async function aWizard(kind: 'desk' | 'kiosk' = 'desk') {
  const { connection, client } = await office.connect(await office.station(kind));
  const router = implement(setupContract).$context<Caller>().use(checkCaller(office.parts)).router(setupApi(office.parts));
  return { setup: createRouterClient(router, { context: { connection } }), client };
}

const newBranch = (changes: object = {}) => ({
  commandId: newCommandId(), branchName: '城东供电营业厅', trade: 'power' as const, windowCount: 6,
  administrator: { loginName: 'chief', name: '陈工', password: goodPassword },
  manager: { loginName: 'boss', name: '王芳', password: 'paper boat 2 cedar' },
  ...changes,
});

const counts = () => office.parts.database.read(async queries => ({
  services: (await queries.select().from(services)).length,
  windows: (await queries.select().from(windows)).length,
  businessTypes: (await queries.select().from(businessTypes)).length,
}));

describe('the first run', () => {
  test('makes a branch in which both people can sign in and every service has a window', async () => {
    const { setup, client } = await aWizard();
    expect((await client.session.hello({})).branch).toBeNull();
    expect(await refusalOf(client.session.signIn({ loginName: 'chief', password: goodPassword }))).toMatchObject({ code: 'NOT_SET_UP' });
    await setup.createBranch(newBranch());
    const { branch } = await client.session.hello({});
    expect(branch).toEqual({ name: '城东供电营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, idleLockMinutes: 5 });
    expect((await client.session.signIn({ loginName: 'chief', password: goodPassword })).state.staff?.roles).toEqual(['administrator']);
    expect((await client.session.signIn({ loginName: 'boss', password: 'paper boat 2 cedar' })).state.staff?.roles).toEqual(['manager']);
    const served = await office.parts.database.read(queries => queries.select().from(windowServices));
    const { services: serviceCount, windows: windowCount, businessTypes: typeCount } = await counts();
    expect(windowCount).toBe(6);
    expect(new Set(served.filter(({ kind }) => kind === 'own').map(({ serviceId }) => serviceId)).size).toBe(serviceCount);
    expect(typeCount).toBeGreaterThan(serviceCount);
  });

  test('happens once: a repeat answers the same, another press is refused', async () => {
    const { setup } = await aWizard();
    const command = newBranch();
    const first = await setup.createBranch(command);
    expect(await setup.createBranch(command)).toEqual(first);
    expect(await refusalOf(setup.createBranch(newBranch()))).toMatchObject({ code: 'ALREADY_SET_UP' });
    expect(await refusalOf(setup.createDemonstration({ commandId: newCommandId() }))).toMatchObject({ code: 'ALREADY_SET_UP' });
    expect((await counts()).windows).toBe(6);
  });

  test('pressed at two desks at the same moment makes one branch', async () => {
    const [one, two] = await Promise.all([aWizard(), aWizard()]);
    const outcomes = await Promise.all([refusalOf(one.setup.createBranch(newBranch())), refusalOf(two.setup.createBranch(newBranch()))]);
    expect(outcomes.filter(outcome => outcome === null)).toHaveLength(1);
    expect((await counts()).windows).toBe(6);
  });

  test('refuses one person for both, a weak password and a place no clock knows, and then leaves nothing behind', async () => {
    const { setup } = await aWizard();
    const samePerson = newBranch({ manager: { loginName: 'Chief', name: '陈工', password: goodPassword } });
    expect(await refusalOf(setup.createBranch(samePerson))).toMatchObject({ code: 'LOGIN_NAME_TAKEN' });
    const weak = newBranch({ manager: { loginName: 'boss', name: '王芳', password: 'boss boss boss' } });
    expect(await refusalOf(setup.createBranch(weak))).toEqual({ code: 'PASSWORD_TOO_WEAK', data: { reason: 'containsLoginName' } });
    expect(await refusalOf(setup.createBranch(newBranch({ timeZone: 'Mars/Olympus' })))).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await counts()).toEqual({ services: 0, windows: 0, businessTypes: 0 });
    expect(await loadPresentBranch(office.parts.database)).toBeNull();
  });

  test('is not for a screen in the hall', async () => {
    const { setup } = await aWizard('kiosk');
    expect(await refusalOf(setup.createBranch(newBranch()))).toMatchObject({ code: 'STATION_NOT_A_DESK' });
    expect(await refusalOf(setup.createDemonstration({ commandId: newCommandId() }))).toMatchObject({ code: 'STATION_NOT_A_DESK' });
  });

  test('stores no password', async () => {
    const { setup } = await aWizard();
    await setup.createBranch(newBranch());
    const stored = JSON.stringify(await office.parts.database.read(queries => queries.select().from(commandResults)));
    expect(stored).not.toContain(goodPassword);
  });
});

test('the demonstration is filled once, also when the wizard asks again after a lost answer', async () => {
  const { setup, client } = await aWizard();
  const commandId = newCommandId();
  const [first, repeat] = await Promise.all([setup.createDemonstration({ commandId }), setup.createDemonstration({ commandId })]);
  expect(repeat).toEqual(first);
  expect((await client.session.hello({})).branch).toMatchObject({ name: first.branchName, isDemonstration: true });
  const administrator = first.accounts.find(account => account.roles.includes('administrator'));
  expect(administrator).toBeDefined();
  expect(await refusalOf(client.session.signIn(administrator ?? { loginName: '', password: '' }))).toBeNull();
});

test('a branch and the demonstration asked for at the same moment do not both come to be', async () => {
  const { setup, client } = await aWizard();
  const outcomes = await Promise.all([refusalOf(setup.createBranch(newBranch())), refusalOf(setup.createDemonstration({ commandId: newCommandId() }))]);
  expect(outcomes.filter(outcome => outcome === null)).toHaveLength(1);
  expect(outcomes.find(outcome => outcome !== null)).toMatchObject({ code: 'ALREADY_SET_UP' });
  expect((await client.session.hello({})).branch).not.toBeNull();
});

describe('the settings', () => {
  test('are the defaults where the branch has set nothing, and what it has set elsewhere', async () => {
    const { setup } = await aWizard();
    await setup.createBranch(newBranch());
    expect(office.parts.branch()?.settings).toEqual(defaultSettings);
    await office.parts.database.change(tx => tx.insert(settings).values({ id: 'noShowAfterCalls', value: 2, changedAt: 0 }).then(() => undefined));
    await office.parts.reloadBranch();
    expect(office.parts.branch()?.settings).toEqual({ ...defaultSettings, noShowAfterCalls: 2 });
  });

  test('of another version, damaged or unknown, fall back to their defaults and do not stop the branch', () => {
    expect(settingsFrom([
      { key: 'noShowAfterCalls', value: 'three' }, { key: 'headStartMinutes', value: null }, { key: '__proto__', value: {} }, { key: 'gone', value: 1 },
    ])).toEqual(defaultSettings);
  });
});

test('however many windows, every service is some window’s own, every window has an own service and helps with the rest', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 26 }), (windowCount, serviceCount) => {
    const spread = spreadServices(windowCount, serviceCount);
    expect(spread).toHaveLength(windowCount);
    for (const window of spread) {
      expect(window).toHaveLength(serviceCount);
      expect(window).toContain('own');
    }
    for (let service = 0; service < serviceCount; service += 1) expect(spread.some(window => window[service] === 'own')).toBe(true);
  }));
});
