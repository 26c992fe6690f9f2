import { and, eq } from 'drizzle-orm';
import { noteDone } from './audit-store.ts';
import type { Transaction } from './hq-database.ts';
import { epochs } from './hq-schema.ts';

/**
 * Ends an epoch in which two machines wrote: nothing more is taken from it. Answers since when, UTC ms; null when the branch has no
 * such epoch.
 */
export async function fenceEpoch(tx: Transaction, { branchId, epoch, detail, now }: { branchId: string; epoch: number; detail: object; now: number }): Promise<number | null> {
  const isIt = and(eq(epochs.branchId, branchId), eq(epochs.epoch, epoch));
  const [before] = await tx.select({ fencedAt: epochs.fencedAt }).from(epochs).where(isIt).for('update');
  if (!before || before.fencedAt !== null) return before?.fencedAt ?? null;
  await tx.update(epochs).set({ fencedAt: now, fencedWhy: 'forked' }).where(isIt);
  await noteDone(tx, { action: 'epochFenced', by: null, branchId, detail: { epoch, ...detail }, at: now });
  return now;
}
