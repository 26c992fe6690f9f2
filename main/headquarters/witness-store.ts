import { and, eq, sql } from 'drizzle-orm';
import { originOf } from '../access-log/checkpoint.ts';
import { cosign, nameOfLine, type Cosigned } from '../access-log/witness.ts';
import { noteDone } from './audit-store.ts';
import type { HeadquartersKey } from './headquarters-key.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { witnessed } from './hq-schema.ts';

interface CheckpointOfBranch { branchId: string; checkpointPublicKey: string; note: string; proof: readonly string[] }

/** Up to which size headquarters has signed this branch's log. */
export async function witnessedSize(queries: Queries, branchId: string): Promise<number> {
  const [row] = await queries.select({ size: witnessed.size }).from(witnessed).where(eq(witnessed.branchId, branchId));
  return row?.size ?? 0;
}

/**
 * Cosigns a checkpoint that continues everything signed for this branch before, in its present line. Instances take turns by a lock
 * on the branch's row: two states that do not continue each other never both get a signature of one name. A refusal is kept with
 * its proof; a fork stays until somebody has looked at it, whatever comes later. Answers the name that signs, too.
 */
export async function witnessCheckpoint(tx: Transaction, { branchId, checkpointPublicKey, note, proof }: CheckpointOfBranch, witness: { name: string; key: HeadquartersKey }, now: number): Promise<Cosigned & { witnessName: string }> {
  await tx.insert(witnessed).values({ branchId, size: 0, root: '', note: '', at: now }).onConflictDoNothing();
  const ofBranch = eq(witnessed.branchId, branchId);
  const [last] = await tx.select().from(witnessed).where(ofBranch).for('update');
  const witnessName = nameOfLine(witness.name, last?.lineSince ?? null);
  const cosigned = cosign({
    note, proof: proof.map(hash => Buffer.from(hash, 'base64')),
    log: { origin: originOf(branchId), publicKey: Buffer.from(checkpointPublicKey, 'base64') },
    last: last && last.size > 0 ? { size: last.size, root: Buffer.from(last.root, 'base64') } : null,
    witness: { name: witnessName, publicKey: witness.key.publicKey, sign: bytes => witness.key.sign(bytes) },
    nowMs: now,
  });
  if ('refused' in cosigned) {
    await tx.update(witnessed).set({ refusedAt: now, refusedReason: cosigned.refused, refusedNote: note, refusedProof: [...proof] })
      .where(and(ofBranch, sql`${witnessed.refusedReason} is distinct from 'fork'`));
    // The branch's key has signed it: it is the log as the branch has it.
    if (cosigned.refused === 'fork' || cosigned.refused === 'older') await tx.update(witnessed).set({ newestRefusedAt: now, newestRefusedNote: note }).where(ofBranch);
    const isNews = last?.refusedReason !== 'fork' && last?.refusedReason !== cosigned.refused;
    if (isNews) await noteDone(tx, { action: 'logRefused', by: null, branchId, detail: { reason: cosigned.refused, size: last?.size ?? 0 }, at: now });
  } else {
    const { size, root } = cosigned.state;
    await tx.update(witnessed).set({ size, root: root.toString('base64'), note: note + cosigned.line, at: now, newestRefusedAt: null, newestRefusedNote: null, lookedAt: null }).where(ofBranch);
    // It goes on from where it was: what was refused meanwhile was an old state of it.
    await tx.update(witnessed).set({ refusedAt: null, refusedReason: null, refusedNote: null, refusedProof: null })
      .where(and(ofBranch, sql`${witnessed.refusedReason} <> 'fork'`));
  }
  return { ...cosigned, witnessName };
}
