import { implement } from '@orpc/server';
import { refuse } from '../../shared/errors.ts';
import { syncStateContract, type SyncState } from '../../shared/sync-state.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import type { Command } from '../database/database.ts';
import { bundles } from './bundle-api.ts';
import { enrolment } from './enrolment-api.ts';
import { readLine, wishForEpoch } from './line-store.ts';
import type { Sync } from './sync-loop-api.ts';
import { readSyncDetails, readSyncState } from './sync-state-store.ts';

/** The line to headquarters, for the branch's people: how it stands, enrolling, bundles on a stick. */
export function syncApi(parts: StaffParts, sync: Sync) {
  const { database, live, clock } = parts;
  const contract = implement(syncStateContract).$context<Caller>();
  const { lookAt, enrol } = enrolment(parts, sync);
  const { exportBundle, importBundle } = bundles(parts, sync);

  return {
    watch: contract.watch.handler(call => watch(call.signal)),
    details: contract.details.handler(details),
    tryNow: contract.tryNow.handler(tryNow),
    lookAt: contract.lookAt.handler(call => lookAt(call.input)),
    enrol: contract.enrol.handler(call => enrol(call.context, call.input)),
    recoveryKey: contract.recoveryKey.handler(call => recoveryKey(call.context, call.input.manager)),
    beginAnew: contract.beginAnew.handler(call => beginAnew(commandOf(call))),
    exportBundle: contract.exportBundle.handler(call => exportBundle(call.context)),
    importBundle: contract.importBundle.handler(call => importBundle(call.input.file)),
  };

  /** One reading for all pages; each gets it only when something of it is new. */
  async function* watch(signal: AbortSignal | undefined): AsyncGenerator<SyncState> {
    let told = '';
    for await (const state of live.watch('sync', 'sync.state', () => database.read(readSyncState), signal)) {
      const picture = { ...state, filesWaiting: state.headquartersName === null ? 0 : await sync.filesWaiting(), ...sync.loop };
      const asText = JSON.stringify(picture);
      if (asText !== told) yield { asOf: clock.now(), ...picture };
      told = asText;
    }
  }

  async function details() {
    const found = await database.read(readSyncDetails);
    return found && { ...found, filesWaiting: await sync.filesWaiting() };
  }

  async function tryNow() {
    if (!await database.read(readLine)) refuse('NOT_ENROLLED');
    sync.tryNow();
    return {};
  }

  async function recoveryKey(caller: Caller, manager: Parameters<StaffParts['confirmStaff']>[0]) {
    const { name, roles } = await parts.confirmStaff(manager);
    if (!roles.includes('manager')) refuse('APPROVER_NOT_ALLOWED', { name });
    return logThenReveal(database, async tx => {
      const seq = await appendCallersEntry(tx, caller, { action: 'export', as: ['administrator'], at: clock.now(), detail: { facts: { what: 'recoveryKey', manager: name } } });
      return { seq, found: null };
    }, async () => ({ recoveryKey: parts.branchKey.recoveryKey() }));
  }

  /** What this machine was told is received stays headquarters'; what it wrote since begins the new epoch. */
  async function beginAnew(command: Command) {
    const answer = await database.write(command, async tx => {
      const line = await readLine(tx) ?? refuse('NOT_ENROLLED');
      if (line.trouble?.code !== 'BRANCH_FENCED' && line.trouble?.code !== 'BATCH_FORKED') refuse('NOT_FENCED');
      await wishForEpoch(tx, { why: 'fenced', keptUpTo: line.receivedSeq });
      return {};
    });
    sync.tryNow();
    return answer;
  }
}
