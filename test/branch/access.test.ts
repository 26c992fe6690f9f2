import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { branchRouter } from '../../main/branch/router.ts';
import { startPrinting } from '../../main/printing/print-work-api.ts';
import { startRebuild } from '../../main/sync/rebuild/rebuild-loop-api.ts';
import { startSync } from '../../main/sync/sync-loop-api.ts';
import type { Connection } from '../../main/branch/caller.ts';
import { branchContract } from '../../shared/branch-contract.ts';
import type { ProcedureMeta } from '../../shared/command.ts';
import { roles, type Role } from '../../shared/staff.ts';
import type { StationKind } from '../../shared/stations.ts';
import { aStaffedBranch, refusalOf } from '../builders/a-staffed-branch.ts';

interface Declared { path: string[]; meta: ProcedureMeta }

/** Every procedure of a contract, with what it declares. */
function declaredIn(contract: object, path: string[] = []): Declared[] {
  if ('~orpc' in contract) {
    const { meta } = contract['~orpc'] as { meta: ProcedureMeta };
    return [{ path, meta }];
  }
  return Object.entries(contract).flatMap(([key, value]) => declaredIn(value as object, [...path, key]));
}

const declared = declaredIn(branchContract);

interface CallerKind { station: StationKind | null; roles?: Role[]; isLocked?: boolean; mustChangePassword?: boolean }

const callerKinds: Record<string, CallerKind> = {
  nobody: { station: null },
  kiosk: { station: 'kiosk' },
  'hall display': { station: 'hall' },
  'rating pad': { station: 'pad' },
  'desk with nobody signed in': { station: 'desk' },
  ...Object.fromEntries(roles.map(role => [role, { station: 'desk', roles: [role] }])),
  'clerk with a temporary password': { station: 'desk', roles: ['clerk'], mustChangePassword: true },
  ...Object.fromEntries(roles.map(role => [`locked ${role}`, { station: 'desk', roles: [role], isLocked: true }])),
};

/** What the table of declarations says, spelled out apart from the rule under test. */
function expectedRefusal({ access, whileLocked, beforePasswordChange }: ProcedureMeta, caller: CallerKind): string | null {
  const refusals: [string, boolean][] = [
    ['STATION_UNKNOWN', access !== 'anyone' && caller.station === null],
    ['NOT_SIGNED_IN', (access === 'staff' || Array.isArray(access)) && caller.roles === undefined],
    ['SESSION_LOCKED', caller.isLocked === true && whileLocked !== true],
    ['PASSWORD_CHANGE_REQUIRED', caller.mustChangePassword === true && beforePasswordChange !== true],
    ['ROLE_REQUIRED', Array.isArray(access) && !access.some(role => caller.roles?.includes(role as Role))],
  ];
  return refusals.find(([, applies]) => applies)?.[0] ?? null;
}

const accessCodes = ['STATION_UNKNOWN', 'NOT_SIGNED_IN', 'SESSION_LOCKED', 'PASSWORD_CHANGE_REQUIRED', 'ROLE_REQUIRED'];

describe('every procedure of the branch', () => {
  test('says who may call it', () => {
    const silent = declared.filter(({ meta }) => meta.access.length === 0).map(({ path }) => path.join('.'));
    expect(silent).toEqual([]);
    expect(declared.length).toBeGreaterThan(40);
  });

  test('that changes what customers or staff are told needs somebody signed in', () => {
    const openToStations = declared.filter(({ meta }) => meta.access === 'anyone' || meta.access === 'station').map(({ path }) => path.join('.')).sort();
    // Read twice before adding a line: whoever stands at a kiosk can call these.
    expect(openToStations).toEqual([
      'health', 'printing.reprint', 'printing.voidTicket', 'printing.watchPaper', 'queue.acknowledgeCall', 'queue.issueTicket', 'queue.watchHall',
      'ratings.giveReason', 'ratings.rate', 'ratings.watchPad',
      'rebuild.begin', 'rebuild.goOn', 'rebuild.lookAt', 'rebuild.open', 'rebuild.state',
      'session.enrolStation', 'session.hello', 'session.signIn', 'setup.createBranch', 'setup.createDemonstration',
    ]);
  });
});

describe('the real router', () => {
  let office: Awaited<ReturnType<typeof aStaffedBranch>>;
  let router: ReturnType<typeof branchRouter>;
  beforeAll(async () => {
    office = await aStaffedBranch();
    const sync = await startSync({ ...office.parts, version: '0.0.0-test', pace: null });
    router = branchRouter(office.parts, () => ({
      status: 'ok', version: 'test', startedAt: 0, connections: 0, database: { schemaVersion: 1, lastBackupAt: null, writable: true },
    }), sync, await startRebuild(office.parts, sync), await startPrinting(office.parts));
  });
  afterAll(() => office.close());

  function connectionOf({ station, roles: held, isLocked = false, mustChangePassword = false }: CallerKind): Connection {
    const { connections, clock } = office.parts;
    const stationId = uuidv7();
    const connection = connections.open({ isLocal: false, station: station && { id: stationId, name: '一号机', kind: station } });
    const at = clock.now();
    if (held) {
      connections.attach(connection, {
        id: uuidv7(), staffId: uuidv7(), staffName: '李敏', loginName: 'limin', roles: held, stationId, isLocked, mustChangePassword, hasPin: false,
        startedAt: at, lastActiveAt: at, savedActiveAt: at,
      });
    }
    return connection;
  }

  async function refusalCode(path: string[], connection: Connection): Promise<string | null> {
    const client: unknown = createRouterClient(router, { context: { connection } });
    const procedure = path.reduce((node, key) => (node as Record<string, unknown>)[key], client) as (input?: unknown) => Promise<unknown>;
    const refusal = await refusalOf(procedure().then(answer => {
      if (typeof answer === 'object' && answer !== null && 'return' in answer) void (answer as AsyncGenerator).return(undefined);
    }));
    return refusal && accessCodes.includes(refusal.code) ? refusal.code : null;
  }

  test.each(Object.keys(callerKinds))('lets the %s through to exactly what is declared', async name => {
    const caller = callerKinds[name] ?? { station: null };
    const found: Record<string, string | null> = {};
    const expected: Record<string, string | null> = {};
    for (const { path, meta } of declared) {
      const key = path.join('.');
      found[key] = await refusalCode(path, connectionOf(caller));
      expected[key] = expectedRefusal(meta, caller);
    }
    expect(found).toEqual(expected);
  });

  test('decides before it looks at what was sent, so that a stranger learns nothing about the input', async () => {
    const client = createRouterClient(router, { context: { connection: connectionOf({ station: 'kiosk' }) } });
    // An id that is no id: the answer is about the caller all the same.
    expect(await refusalOf(client.stations.revoke({ commandId: 'x', stationId: 'x' }))).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
