import { randomBytes } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { branchKeyOf, secretByteCount } from '../../main/branch/branch-key.ts';
import { filesOfBranch } from '../../main/sync/files/files-api.ts';
import { rebuildApi } from '../../main/sync/rebuild/rebuild-api.ts';
import { startRebuild } from '../../main/sync/rebuild/rebuild-loop-api.ts';
import { type Carrier, carrierOverHttp, type WhereTo } from '../../main/sync/carry.ts';
import { startSync } from '../../main/sync/sync-loop-api.ts';
import { aStaffedBranch, goodPassword } from './a-staffed-branch.ts';
import { callerWith } from './an-archive.ts';

/** A machine with nothing on it, at its first page; fetches only when told to. */
export async function aNewMachine({ at, connect = carrierOverHttp, hasOwnKey = false }: { at?: number; connect?(to: WhereTo): Carrier; hasOwnKey?: boolean } = {}) {
  const staffed = await aStaffedBranch({ isNotSetUp: true });
  if (hasOwnKey) staffed.parts.branchKey = branchKeyOf(randomBytes(secretByteCount));
  if (at !== undefined) staffed.clock.set(at);
  const start = async () => {
    const files = filesOfBranch(staffed.parts);
    const sync = await startSync({ ...staffed.parts, version: '0.0.0-test', pace: null, connect, filesWaiting: files.waiting, duties: [files.duty] });
    const rebuild = await startRebuild(staffed.parts, sync, { retries: false });
    return { sync, rebuild, client: createRouterClient(rebuildApi(staffed.parts, sync, rebuild), { context: callerWith(uuidv7(), []) }) };
  };
  let running = await start();
  return {
    clock: staffed.clock,
    get parts() { return staffed.parts; },
    get database() { return staffed.parts.database; },
    get sync() { return running.sync; },
    get client() { return running.client; },
    fetchNow: () => running.rebuild.fetchNow(),
    /** Fetches until every row is here: headquarters may have to project first. */
    async fetchAll(): Promise<void> {
      await expect.poll(async () => {
        await running.rebuild.fetchNow();
        return (await running.client.state())?.complete ?? null;
      }, { timeout: 30_000 }).not.toBeNull();
    },
    /** From the code to the open branch. */
    async rebuild(headquarters: { address: string }, code: string, recoveryKey: string | null = null): Promise<void> {
      await running.client.begin({ address: headquarters.address, code, certificate: null, recoveryKey });
      await this.fetchAll();
      const state = await running.client.state();
      const [administrator] = state?.complete?.administrators ?? [];
      if (!administrator) throw new Error(`the rebuild stands still: ${JSON.stringify(state)}`);
      await running.client.open({ commandId: uuidv7(), staffId: administrator.staffId, password: goodPassword });
    },
    /** Ends the service and starts it anew on the same data. */
    async restart(): Promise<void> {
      await running.rebuild.stop();
      await running.sync.stop();
      await staffed.restart();
      running = await start();
    },
    async close(): Promise<void> {
      await running.rebuild.stop();
      await running.sync.stop();
      await staffed.close();
    },
  };
}
