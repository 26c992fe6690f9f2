import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, implement } from '@orpc/server';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { branchContract } from '../../shared/branch-contract.ts';
import type { Role } from '../../shared/staff.ts';
import type { StationKind } from '../../shared/stations.ts';
import { settings } from '../../main/branch/branch-schema.ts';
import type { PresentBranch } from '../../main/branch/branch-parts.ts';
import type { Caller, Connection } from '../../main/branch/caller.ts';
import { keepLiveConnections } from '../../main/branch/live-connections.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { loadPresentBranch } from '../../main/branch/present-branch.ts';
import { checkCaller } from '../../main/branch/session.ts';
import { insertBranch } from '../../main/branch/setup-store.ts';
import type { StaffParts } from '../../main/branch/staff-parts.ts';
import { newToken } from '../../main/branch/token.ts';
import { secretHasher, type SecretHasher } from '../../main/staff/hashing.ts';
import { secondSignIn } from '../../main/branch/sessions/second-sign-in.ts';
import { saveActivity } from '../../main/branch/sessions/session-time.ts';
import { sessionApi } from '../../main/staff/session-api.ts';
import { staffApi } from '../../main/staff/staff-api.ts';
import { insertAccount } from '../../main/staff/staff-store.ts';
import { stationsApi } from '../../main/stations/stations-api.ts';
import { insertStation } from '../../main/stations/stations-store.ts';
import { aClock, aDatabase, type TestClock } from './a-database.ts';
import { noSecondPeople } from './a-branch-key.ts';

/** Real Argon2id, made quick: for tests that are not about its strength. */
export const quickHasher = (): SecretHasher => secretHasher({ memoryKibibytes: 64, passes: 1, lanes: 1 });

export const goodPassword = 'river stone 47 lantern';

export interface StaffedBranchOptions {
  hasher?: SecretHasher;
  /** before the first-run wizard */
  isNotSetUp?: boolean;
  idleLockMinutes?: number;
}

type Desk = Awaited<ReturnType<Awaited<ReturnType<typeof aStaffedBranch>>['connect']>>;
export type { Desk };

/** A branch service with its accounts, sessions and stations on a real database; no window, no queue. */
export async function aStaffedBranch({ hasher = quickHasher(), isNotSetUp = false, idleLockMinutes }: StaffedBranchOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-staff-'));
  const clock = aClock();
  let service = await startService(folder, clock, hasher);
  if (!isNotSetUp) {
    await service.parts.database.change(async tx => {
      await insertBranch(tx, { name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false }, clock.now());
      if (idleLockMinutes !== undefined) await tx.insert(settings).values({ id: 'idleLockMinutes', value: idleLockMinutes, changedAt: clock.now() });
    });
    await service.parts.reloadBranch();
  }

  /** An enrolled station, with its token. */
  async function station(kind: StationKind = 'desk') {
    const { token: stationToken, tokenHash } = newToken();
    const known = await service.parts.database.change(tx => insertStation(tx, { name: '一号机', kind, isLocal: false, tokenHash }, clock.now()));
    return { ...known, stationToken };
  }

  /** A connection of an enrolled station, or, given null, of nobody known. */
  async function connect(enrolled: { stationToken: string } | null | undefined = undefined, sessionToken?: string) {
    const connection = service.parts.connections.open({ isLocal: false, station: null });
    const client = service.clientOf(connection);
    const known = enrolled === undefined ? await station() : enrolled;
    if (known) await client.session.hello({ stationToken: known.stationToken, sessionToken });
    return { connection, client, stationToken: known?.stationToken ?? '' };
  }

  return {
    clock,
    get parts() { return service.parts; },
    station,
    connect,
    /** An account that needs no new password. */
    async person(loginName: string, roles: Role[] = ['clerk'], { password = goodPassword, mustChangePassword = false } = {}): Promise<string> {
      const passwordHash = await hasher.hash(password);
      return service.parts.database.change(tx => insertAccount(tx, { loginName, name: '李敏', roles, passwordHash, mustChangePassword }, clock.now()));
    },
    /** A desk of its own with the person signed in. */
    async signedIn(loginName: string, password = goodPassword) {
      const desk = await connect();
      const { token } = await desk.client.session.signIn({ loginName, password });
      return { ...desk, token };
    },
    /** Stops the service and starts it anew on the same data; without `gracefully` as after a kill. */
    async restart({ gracefully = true, meanwhile = async () => {} }: { gracefully?: boolean; meanwhile?(): Promise<void> } = {}): Promise<void> {
      if (gracefully) await saveActivity(service.parts);
      await service.parts.database.close();
      await meanwhile();
      service = await startService(folder, clock, hasher);
    },
    async close(): Promise<void> {
      await service.parts.database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startService(folder: string, clock: TestClock, hasher: SecretHasher) {
  const database = await aDatabase({ folder, clock });
  let branch: PresentBranch | null = await loadPresentBranch(database);
  const parts: StaffParts = {
    database, clock, hasher, live: createLiveEvents(), log: pino({ level: 'silent' }), dataFolder: folder, ...noSecondPeople, confirmStaff: secondSignIn(() => parts), ledgerWorker: new URL('file:///nowhere'),
    connections: keepLiveConnections(),
    branch: () => branch,
    async reloadBranch() {
      branch = await loadPresentBranch(database);
    },
  };
  const { session, staff, stations } = branchContract;
  const contract = { session, staff, stations };
  const router = implement(contract).$context<Caller>().use(checkCaller(parts)).router({ session: sessionApi(parts), staff: staffApi(parts), stations: stationsApi(parts) });
  const clientOf = (connection: Connection) => createRouterClient(router, { context: { connection } });
  return { parts, clientOf };
}

/** The code and data of the refusal a call meets, or `null` when it is answered. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; data: unknown } | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { code: String(error.code), data: 'data' in error ? error.data : undefined };
    throw error;
  }
}

export const newCommandId = (): string => uuidv7();
