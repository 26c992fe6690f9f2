import { implement } from '@orpc/server';
import type { BranchInputs, BranchOutputs } from '../../../shared/branch-contract.ts';
import { refuse } from '../../../shared/errors.ts';
import { rebuildContract, type RebuildState } from '../../../shared/rebuild.ts';
import { syncProtocol } from '../../../shared/sync.ts';
import { logSize } from '../../access-log/access-log-tree-store.ts';
import { takeOverSecret } from '../../branch/branch-secret.ts';
import { commandOf, type Caller, type Connection } from '../../branch/caller.ts';
import { secretOfRecoveryKey } from '../../branch/recovery-key.ts';
import { hasBranch } from '../../branch/setup-store.ts';
import type { StaffParts } from '../../branch/staff-parts.ts';
import { lookAtCertificate } from '../carry.ts';
import { refuseEnrolment } from '../enrolment-fault.ts';
import { readAddress } from '../headquarters-address.ts';
import { headquartersCalls } from '../headquarters-calls.ts';
import type { Sync } from '../sync-loop-api.ts';
import { fitOfLog } from './log-fit-store.ts';
import { openRebuilt } from './open-rebuilt-api.ts';
import type { Rebuild } from './rebuild-loop-api.ts';
import { listAdministrators, readRebuild } from './rebuild-store.ts';

type Inputs = BranchInputs['rebuild'];
type Outputs = BranchOutputs['rebuild'];

/** How a new machine takes a lost one's place, from its first page: whoever has headquarters' code for that branch may. */
export function rebuildApi(parts: StaffParts, sync: Sync, rebuild: Rebuild) {
  const { database, clock, branchKey, log } = parts;
  const contract = implement(rebuildContract).$context<Caller>();
  const open = openRebuilt(parts, sync);

  return {
    state: contract.state.handler(state),
    lookAt: contract.lookAt.handler(call => lookAt(call.context.connection, call.input)),
    begin: contract.begin.handler(call => begin(call.context.connection, call.input)),
    goOn: contract.goOn.handler(call => goOn(call.context.connection)),
    open: contract.open.handler(call => {
      refuseAllButDesk(call.context.connection);
      return open(commandOf(call), call.input);
    }),
  };

  async function state(): Promise<RebuildState | null> {
    return database.read(async reader => {
      const found = await readRebuild(reader);
      if (!found) return null;
      const { branchName, headquartersName, rowsHere, extent, completeAt } = found;
      return {
        branchName, headquartersName, rowsHere, rows: extent && extent.tables.reduce((sum, { rows }) => sum + rows, 0), heldChanges: extent?.heldChanges ?? 0, ...rebuild.fetching,
        complete: completeAt === null || !extent ? null : { administrators: await listAdministrators(reader), accessLog: await fitOfLog(reader, extent.witnessed) },
      };
    });
  }

  async function lookAt(connection: Connection, { address: typed }: Inputs['lookAt']): Promise<Outputs['lookAt']> {
    await refuseUnlessEmpty(connection);
    const address = readAddress(typed) ?? refuse('ADDRESS_WRONG');
    return { address, certificate: await lookAtCertificate(address).catch(refuseEnrolment) };
  }

  async function begin(connection: Connection, { address: typed, code, certificate, recoveryKey }: Inputs['begin']): Promise<Outputs['begin']> {
    await refuseUnlessEmpty(connection);
    const address = readAddress(typed) ?? refuse('ADDRESS_WRONG');
    if (recoveryKey) await takeOverSecret(parts.dataFolder, branchKey, secretOfRecoveryKey(recoveryKey) ?? refuse('RECOVERY_KEY_WRONG'));
    const publicKey = branchKey.sealPublicKey ?? refuse('BRANCH_KEY_DIFFERS');
    const way = sync.connect({ address, certificate });
    try {
      const made = await headquartersCalls(way, () => null).enrol({
        code, publicKey: publicKey.toString('base64'), checkpointPublicKey: branchKey.checkpointPublicKey.toString('base64'),
        versions: { protocol: syncProtocol, schema: database.state.schemaVersion, application: sync.version }, branch: null,
      }).catch(refuseEnrolment);
      // Rows of two branches would mingle.
      const before = await database.read(readRebuild);
      if (before && before.branchId !== made.branch.id) refuse('ALREADY_SET_UP');
      const { branch, headquarters, epoch } = made;
      await sync.tokens.begin(made.token);
      await rebuild.begin({
        address, certificate, headquartersName: headquarters.name, headquartersPublicKey: headquarters.publicKey, epoch, enrolledAt: clock.now(),
        branchId: branch.id, branchName: branch.name, timeZone: branch.timeZone,
      });
      log.info({ epoch }, 'this machine takes the place of a lost one');
      return { branchName: branch.name };
    } finally {
      await way.close();
    }
  }

  async function goOn(connection: Connection): Promise<Outputs['goOn']> {
    refuseAllButDesk(connection);
    if (!await database.read(readRebuild)) refuse('NOT_REBUILDING');
    void rebuild.fetchNow();
    return {};
  }

  /** The rows of two branches in one database could never be parted again. */
  async function refuseUnlessEmpty(connection: Connection): Promise<void> {
    refuseAllButDesk(connection);
    const isTaken = await database.read(async reader => await hasBranch(reader) || (!await readRebuild(reader) && await logSize(reader) > 0));
    if (isTaken) refuse('ALREADY_SET_UP');
  }
}

/** A screen in the hall is within everybody's reach. */
function refuseAllButDesk({ station }: Connection): void {
  if (station?.kind !== 'desk') refuse('STATION_NOT_A_DESK');
}
