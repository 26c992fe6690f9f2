import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { keepLiveConnections } from '../../main/branch/live-connections.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { loadPresentBranch } from '../../main/branch/present-branch.ts';
import { insertBranch } from '../../main/branch/setup-store.ts';
import type { StaffParts } from '../../main/branch/staff-parts.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { type HeadquartersDatabase, openHeadquartersDatabase } from '../../main/headquarters/hq-database.ts';
import { makeEnrolmentCode } from '../../main/headquarters/enrol-store.ts';
import { startOwnPostgres } from '../../main/headquarters/own-postgres.ts';
import { carrierOverHttp, type Carrier } from '../../main/sync/carry.ts';
import { enrolment } from '../../main/sync/enrolment-api.ts';
import { type Pace, startSync, type Sync } from '../../main/sync/sync-loop-api.ts';
import { noSecondPeople } from '../builders/a-branch-key.ts';
import { aCertificate } from '../builders/a-certificate.ts';
import { nthCustomer } from '../builders/a-customer.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';
import { aHeadquartersProcess, type HeadquartersProcess } from '../builders/a-headquarters-process.ts';
import { quickHasher } from '../builders/a-staffed-branch.ts';
import { callerWith } from '../builders/an-archive.ts';

/** Headquarters as it runs: the built service in a process of its own, over TLS, on a PostgreSQL that flushes. */
export interface MeasuredHeadquarters extends Pick<HeadquartersProcess, 'address' | 'processId'> {
  /** SHA-256 of its certificate, which a branch pins */
  certificate: string;
  database: HeadquartersDatabase;
  /** PostgreSQL's own first process */
  postgresId: number;
  dispose(): Promise<void>;
}

export async function aMeasuredHeadquarters(): Promise<MeasuredHeadquarters> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
  const postgres = await startOwnPostgres(folder);
  const { cert, key, sha256 } = aCertificate();
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  const service = await aHeadquartersProcess({ databaseUrl: postgres.url, env: { TLS_CERT: certFile, TLS_KEY: keyFile } });
  const database = await openHeadquartersDatabase(postgres.url);
  const postgresId = Number((await readFile(join(folder, 'postgresql', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  return {
    address: service.address, processId: service.processId, certificate: sha256, database, postgresId,
    async dispose() {
      await database.close();
      await service.dispose();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A branch with its own disk that is enrolled there. */
export interface MeasuredBranch {
  branchId: string;
  database: TestDatabase;
  sync: Sync;
  /** Journals this many changes of about 300 bytes. */
  write(count: number): Promise<void>;
  dispose(): Promise<void>;
}

interface Wishes {
  pace?: Pace | null;
  /** stands before the line over HTTP */
  through?(carrier: Carrier): Carrier;
  /** another address that leads to the same headquarters */
  address?: string;
}

export async function aMeasuredBranch({ address, certificate, database: at }: MeasuredHeadquarters, { pace = null, through = carrier => carrier, address: other = address }: Wishes = {}): Promise<MeasuredBranch> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
  const clock = { now: Date.now };
  const database = await aDatabase({ folder, clock: { ...clock, set: () => undefined, advance: () => undefined } });
  await database.change(tx => insertBranch(tx, { name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false }, clock.now()));
  const branch = await loadPresentBranch(database);
  const parts: StaffParts = {
    database, clock, log: pino({ level: 'silent' }), hasher: quickHasher(), live: createLiveEvents(), dataFolder: folder, ...noSecondPeople,
    ledgerWorker: new URL('file:///nowhere'), connections: keepLiveConnections(), branch: () => branch, reloadBranch: async () => undefined,
  };
  const sync = await startSync({ ...parts, version: 'bench', pace, connect: to => through(carrierOverHttp(to)) });
  const { code } = await at.transact(tx => makeEnrolmentCode(tx, { branchId: null, note: '', byName: 'bench', now: clock.now() }));
  await enrolment(parts, sync).enrol(callerWith(uuidv7(), ['administrator']), { address: other, code, certificate });
  await sync.round();
  let written = 0;
  return {
    branchId: branch?.id ?? '', database, sync,
    async write(count) {
      for (let from = 0; from < count; from += 5000) {
        await database.change(tx => insertCustomers(tx, Array.from({ length: Math.min(5000, count - from) }, () => nthCustomer(written += 1))));
      }
    },
    async dispose() {
      await sync.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
