import { currentCheckpoint, storeCosignature, trustedWitnesses, trustWitness, witnessedUpTo, witnessRequest } from '../access-log/access-log-checkpoints-store.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { headquartersErrors } from '../../shared/headquarters-errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { HeadquartersRefusal, type HeadquartersCalls } from './headquarters-calls.ts';
import { keepWitnessRefused } from './line-store.ts';
import type { LineDuty } from './sync-loop-api.ts';

const askEveryMs = 60 * 60_000;

/**
 * Has headquarters sign the newest checkpoint of the access log: once an hour at most, and at once on a new day, when the log has
 * grown. Its signature is believed only by the key that was exchanged at enrolment. A refusal stays until a checkpoint is signed.
 */
export function witnessing({ database, clock, log, branch }: Pick<BranchParts, 'database' | 'clock' | 'log' | 'branch'>): LineDuty {
  let asked: { at: number; day: string } | null = null;

  return async (calls, { headquartersPublicKey }) => {
    const { newest, own } = await database.read(async reader => ({ newest: await currentCheckpoint(reader), own: await witnessedUpTo(reader) }));
    const at = clock.now();
    const day = businessDateOf(at, branch()?.timeZone ?? 'Asia/Shanghai');
    if (!newest || newest.size <= own || (asked && at - asked.at < askEveryMs && asked.day === day)) return 'done';
    await ask(calls, Buffer.from(headquartersPublicKey, 'base64'));
    asked = { at, day };
    return 'done';
  };

  async function ask(calls: HeadquartersCalls, publicKey: Buffer): Promise<void> {
    const { size: witnessed } = await calls.witnessed();
    // A log that is shorter than what was witnessed, or lacks entries of it, is shown without a proof: headquarters keeps what speaks against it.
    const request = await database.read(async reader => await witnessRequest(reader, witnessed).catch(asNoProof) ?? await witnessRequest(reader, 0));
    if (!request) return;
    const { note, size, proof } = request;
    try {
      const { line, witnessName } = await calls.witness({ note, size, proof: proof.map(hash => hash.toString('base64')) });
      const isStored = await database.change(async tx => {
        const known = (await trustedWitnesses(tx)).find(({ name }) => name === witnessName);
        if (!known?.publicKey.equals(publicKey)) await trustWitness(tx, { name: witnessName, publicKey }, clock.now());
        const stored = await storeCosignature(tx, size, line);
        if (stored) await keepWitnessRefused(tx, null);
        return stored;
      });
      if (!isStored) log.error({ size }, 'what headquarters signed under the access log is not its signature');
    } catch (error) {
      const refused = error instanceof HeadquartersRefusal && error.code === 'WITNESS_REFUSED' ? headquartersErrors.WITNESS_REFUSED.data.safeParse(error.data) : null;
      if (!refused?.success) throw error;
      const { reason } = refused.data;
      await database.change(tx => keepWitnessRefused(tx, { at: clock.now(), reason, size, witnessed }));
      log.error({ reason, size, witnessed }, 'headquarters did not witness the access log');
    }
  }
}

function asNoProof(error: unknown): null {
  if (error instanceof RangeError) return null;
  throw error;
}
