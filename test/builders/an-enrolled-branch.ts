import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { asc, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { settings } from '../../main/branch/branch-schema.ts';
import { journal } from '../../main/database/database-schema.ts';
import type { Change } from '../../main/sync/batch-body.ts';
import type { StaffParts } from '../../main/branch/staff-parts.ts';
import { keepEnrolment, readLine } from '../../main/sync/line-store.ts';
import { syncApi } from '../../main/sync/sync-api.ts';
import { startSync, type Sync, type SyncParts } from '../../main/sync/sync-loop-api.ts';
import { openLineTokens } from '../../main/sync/line-token-store.ts';
import { aSmallHeadquarters } from './a-small-headquarters.ts';
import { syncLine } from '../../main/sync/sync-schema.ts';
import { aStaffedBranch } from './a-staffed-branch.ts';
import { callerWith } from './an-archive.ts';

type Given = Partial<Pick<SyncParts, 'connect' | 'fetchMissed' | 'pace' | 'random' | 'onRecheck'>> & {
  /** what else is done on the line, made anew with each start */
  duties?(parts: StaffParts): Pick<SyncParts, 'duties' | 'onRecheck'>;
};

/** A branch with its accounts that is enrolled with a small headquarters; rounds are made by hand unless a pace is given. */
export async function anEnrolledBranch({ duties, ...given }: Given = {}) {
  const staffed = await aStaffedBranch();
  const { clock } = staffed;
  const headquarters = aSmallHeadquarters(clock);
  const branch = staffed.parts.branch()!;
  headquarters.know({ branchId: branch.id, publicKey: staffed.parts.branchKey.sealPublicKey!.toString('base64') }, 'the-first-token');
  await (await openLineTokens(staffed.parts.dataFolder)).begin('the-first-token');
  await staffed.parts.database.change(tx => keepEnrolment(tx, {
    address: 'https://headquarters', headquartersName: headquarters.name, headquartersPublicKey: headquarters.publicKey, certificate: null, epoch: 1, enrolledAt: clock.now(),
  }));
  const start = () => startSync({ ...staffed.parts, version: '0.0.0-test', pace: null, connect: () => headquarters.connect(), ...given, ...duties?.(staffed.parts) });
  let sync: Sync = await start();
  let nextKey = 0;

  return {
    staffed, clock, headquarters, branchId: branch.id,
    get database() { return staffed.parts.database; },
    get parts() { return staffed.parts; },
    get sync() { return sync; },
    round: () => sync.round(),
    /** Makes a real headquarters' branch of it instead, over whatever it was given to connect by. */
    async enrolWith(real: { address: string; code(): Promise<string> }): Promise<void> {
      await staffed.parts.database.change(tx => tx.delete(syncLine));
      const administrator = createRouterClient(syncApi(staffed.parts, sync), { context: callerWith(uuidv7(), ['administrator']) });
      await administrator.enrol({ address: real.address, code: await real.code(), certificate: null });
    },
    line: async () => (await staffed.parts.database.read(readLine))!,
    /** Changes of rows that mean nothing; answers their keys. */
    async write(count = 1): Promise<string[]> {
      const keys = Array.from({ length: count }, () => `test.${nextKey += 1}`);
      await staffed.parts.database.change(tx => tx.insert(settings).values(keys.map(id => ({ id, value: 1, changedAt: clock.now() }))).onConflictDoUpdate({ target: settings.id, set: { value: sql`excluded.value` } }));
      return keys;
    },
    async journal(): Promise<Change[]> {
      const rows = await staffed.parts.database.read(reader => reader.select().from(journal).orderBy(asc(journal.sequence)));
      return rows.map(({ sequence, at, tableName, operation, rowKey, row }) => ({ sequence, at, table: tableName, operation, key: rowKey, row }));
    },
    /** Ends the service and starts it anew on the same data, or on what was put into the data folder meanwhile. */
    async restart(meanwhile: (folder: string) => Promise<void> = async () => undefined): Promise<void> {
      await sync.stop();
      await staffed.restart({ meanwhile: () => meanwhile(staffed.parts.dataFolder) });
      sync = await start();
    },
    /** The database as it is now; the answer puts that copy into a data folder. */
    async backUp(): Promise<(folder: string) => Promise<void>> {
      const { file } = await staffed.parts.database.backup('request');
      return async folder => {
        for (const companion of ['-wal', '-shm']) await rm(join(folder, `branch.sqlite${companion}`), { force: true });
        await copyFile(file, join(folder, 'branch.sqlite'));
      };
    },
    async close(): Promise<void> {
      await sync.stop();
      await staffed.close();
    },
  };
}
