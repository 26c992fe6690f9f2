import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { syncProtocol } from '../../shared/sync.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { Caller } from '../branch/caller.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import { lookAtCertificate } from './carry.ts';
import { refuseEnrolment } from './enrolment-fault.ts';
import { readAddress } from './headquarters-address.ts';
import { headquartersCalls } from './headquarters-calls.ts';
import { keepEnrolment } from './line-store.ts';
import type { Sync } from './sync-loop-api.ts';

type Inputs = BranchInputs['sync'];
type Outputs = BranchOutputs['sync'];

/** How the administrator makes the branch known to headquarters: first a look at who answers there, then the one-time code. */
export function enrolment(parts: StaffParts, sync: Sync) {
  const { database, clock, branchKey, log } = parts;
  return { lookAt, enrol };

  async function lookAt({ address: typed }: Inputs['lookAt']): Promise<Outputs['lookAt']> {
    const address = readAddress(typed) ?? refuse('ADDRESS_WRONG');
    return { address, certificate: await lookAtCertificate(address).catch(refuseEnrolment) };
  }

  async function enrol(caller: Caller, { address: typed, code, certificate }: Inputs['enrol']): Promise<Outputs['enrol']> {
    const address = readAddress(typed) ?? refuse('ADDRESS_WRONG');
    const branch = parts.branch() ?? refuse('NOT_SET_UP');
    const publicKey = branchKey.sealPublicKey ?? refuse('BRANCH_KEY_DIFFERS');
    const way = sync.connect({ address, certificate });
    try {
      return await sync.alone(async () => {
        const { id, name, trade, timeZone } = branch;
        const made = await headquartersCalls(way, () => null).enrol({
          code, publicKey: publicKey.toString('base64'), checkpointPublicKey: branchKey.checkpointPublicKey.toString('base64'),
          versions: { protocol: syncProtocol, schema: database.state.schemaVersion, application: sync.version }, branch: { id, name, trade, timeZone },
        }).catch(refuseEnrolment);
        if (made.branch.id !== id) refuse('ENROLMENT_FAILED', { reason: 'HEADQUARTERS_FAULT' });
        const { headquarters, epoch, token } = made;
        // The line without its token would be no line; a token without its line is asked for again with the same code.
        await sync.tokens.begin(token);
        await database.change(async tx => {
          const at = clock.now();
          await keepEnrolment(tx, { address, headquartersName: headquarters.name, headquartersPublicKey: headquarters.publicKey, certificate, epoch, enrolledAt: at });
          await appendCallersEntry(tx, caller, { action: 'change', as: ['administrator'], at, detail: { facts: { what: 'headquarters', to: headquarters.name } } });
        });
        log.info({ epoch }, 'the branch is enrolled with headquarters');
        await sync.reconnect();
        sync.tryNow();
        return { headquartersName: headquarters.name };
      });
    } finally {
      await way.close();
    }
  }
}
