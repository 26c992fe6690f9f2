import { createRouterClient, eventIterator, implement } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Caller, Connection } from '../../main/branch/caller.ts';
import { checkCaller } from '../../main/branch/session.ts';
import { procedure } from '../../shared/command.ts';
import { aStaffedBranch, newCommandId, refusalOf, type Desk } from '../builders/a-staffed-branch.ts';

const contract = {
  watchAsClerk: procedure.meta({ access: ['clerk'] }).output(eventIterator(z.number())),
  watchAsStation: procedure.meta({ access: 'station' }).output(eventIterator(z.number())),
};

let office: Awaited<ReturnType<typeof aStaffedBranch>>;
let chief: Desk;
let picture: number;
let clerkId: string;

beforeEach(async () => {
  office = await aStaffedBranch();
  await office.person('chief', ['administrator']);
  clerkId = await office.person('limin');
  chief = await office.signedIn('chief');
  picture = 0;
});
afterEach(() => office.close());

function watch(connection: Connection, { signal, as = 'watchAsClerk' }: { signal?: AbortSignal; as?: 'watchAsClerk' | 'watchAsStation' } = {}) {
  const os = implement(contract).$context<Caller>();
  const watched = (handlerSignal: AbortSignal | undefined) => office.parts.live.watch('queue', `test:${connection.id}`, async () => picture, handlerSignal);
  const router = os.use(checkCaller(office.parts)).router({
    watchAsClerk: os.watchAsClerk.handler(call => watched(call.signal)),
    watchAsStation: os.watchAsStation.handler(call => watched(call.signal)),
  });
  return createRouterClient(router, { context: { connection } })[as](undefined, { signal });
}

function show(next: number): void {
  picture = next;
  office.parts.live.publish('queue');
}

const soon = async <Value>(promise: Promise<Value>) => Promise.race([promise, new Promise<'nothing'>(resolve => setTimeout(() => resolve('nothing'), 150))]);

describe('a live picture', () => {
  test('ends that moment with the refusal when its watcher is deactivated, though nothing new happens', async () => {
    const desk = await office.signedIn('limin');
    const pictures = await watch(desk.connection);
    expect((await pictures.next()).value).toBe(0);
    const next = refusalOf(pictures.next());
    await chief.client.staff.change({ commandId: newCommandId(), staffId: clerkId, name: '李敏', roles: ['clerk'], isActive: false });
    expect(await soon(next)).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('ends when the watcher loses the role, and when the station is revoked', async () => {
    const desk = await office.signedIn('limin');
    const asClerk = await watch(desk.connection);
    const asStation = await watch(desk.connection, { as: 'watchAsStation' });
    await asClerk.next();
    await asStation.next();
    const nextAsClerk = refusalOf(asClerk.next());
    await chief.client.staff.change({ commandId: newCommandId(), staffId: clerkId, name: '李敏', roles: ['archivist'], isActive: true });
    expect(await soon(nextAsClerk)).toMatchObject({ code: 'ROLE_REQUIRED' });
    const nextAsStation = refusalOf(asStation.next());
    await chief.client.stations.revoke({ commandId: newCommandId(), stationId: desk.connection.station?.id ?? '' });
    expect(await soon(nextAsStation)).toMatchObject({ code: 'STATION_UNKNOWN' });
  });

  test('pauses while the screen is locked, and shows the newest at once when it is unlocked', async () => {
    const desk = await office.signedIn('limin');
    const pictures = await watch(desk.connection);
    await pictures.next();
    await desk.client.session.lock();
    const next = pictures.next();
    show(1);
    expect(await soon(next)).toBe('nothing');
    show(2);
    await soon(Promise.resolve());
    await new Promise(resolve => setTimeout(resolve, 20));
    await desk.client.session.unlock({ password: 'river stone 47 lantern' });
    expect((await next).value).toBe(2);
    show(3);
    expect((await pictures.next()).value).toBe(3);
  });

  test('finds by itself that the watcher has gone idle', async () => {
    const desk = await office.signedIn('limin');
    const pictures = await watch(desk.connection);
    await pictures.next();
    const next = pictures.next();
    office.clock.advance(5 * 60_000);
    show(1);
    expect(await soon(next)).toBe('nothing');
    expect((await desk.client.session.hello({})).isLocked).toBe(true);
  });

  test('ends when the line closes, though nothing new happens', async () => {
    const desk = await office.signedIn('limin');
    const abort = new AbortController();
    const pictures = await watch(desk.connection, { signal: abort.signal });
    await pictures.next();
    const next = pictures.next();
    abort.abort();
    expect(await soon(refusalOf(next.then(() => undefined)))).not.toBe('nothing');
  });
});
