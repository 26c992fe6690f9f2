import type { Transaction } from './hq-database.ts';
import { awaitProjection, projectThese } from './projection-store.ts';

/** Which held changes: of one branch, and if named of one table and one row. */
export interface HeldChanges { branchId: string; tableName?: string; rowKey?: string }

interface Held { epoch: number; seq: number }

/**
 * Projects held changes once more, in their order, after what was wrong has been mended. Those that still do not fit, and what
 * waits behind them, stay held. Answers how many of each.
 */
export async function replayHeld(tx: Transaction, { branchId, tableName, rowKey }: HeldChanges, byName: string, now: number): Promise<{ replayed: number; stillHeld: number }> {
  await awaitProjection(tx, branchId);
  const { rows: taken } = await tx.$client.query<Held>(
    `update hq.quarantine set "solvedAt" = $4, "solvedByName" = $5, "solvedHow" = 'replayed'
     where "branchId" = $1 and ($2::text is null or "tableName" = $2) and ($3::text is null or "rowKey" = $3) and "solvedAt" is null returning epoch, seq`,
    [branchId, tableName ?? null, rowKey ?? null, now, byName]);
  const { rows: [present] } = await tx.$client.query<{ epoch: number }>('select epoch from hq.branches where "branchId" = $1', [branchId]);
  for (const epoch of [...new Set(taken.map(held => held.epoch))].sort((one, other) => one - other)) {
    await projectThese(tx, { branchId, epoch, isLate: epoch < (present?.epoch ?? epoch), now }, taken.filter(held => held.epoch === epoch).map(held => held.seq));
  }
  const { rows: [again] } = await tx.$client.query<{ count: number }>(
    'select count(*) as count from hq.quarantine join unnest($2::int[], $3::bigint[]) as held(epoch, seq) using (epoch, seq) where "branchId" = $1 and "solvedAt" is null',
    [branchId, taken.map(held => held.epoch), taken.map(held => held.seq)]);
  const stillHeld = again?.count ?? 0;
  return { replayed: taken.length - stillHeld, stillHeld };
}

/** Gives up one held change; what waits behind it is projected. Answers which row it was of and how those behind it went; null when it is not held. */
export async function dismissHeld(tx: Transaction, { branchId, epoch, seq }: { branchId: string } & Held, byName: string, now: number): Promise<{ tableName: string; rowKey: string; behind: { replayed: number; stillHeld: number } } | null> {
  await awaitProjection(tx, branchId);
  const { rows: [dismissed] } = await tx.$client.query<{ tableName: string; rowKey: string }>(
    `update hq.quarantine set "solvedAt" = $4, "solvedByName" = $5, "solvedHow" = 'dismissed'
     where "branchId" = $1 and epoch = $2 and seq = $3 and "solvedAt" is null returning "tableName", "rowKey"`, [branchId, epoch, seq, now, byName]);
  return dismissed ? { ...dismissed, behind: await replayHeld(tx, { branchId, ...dismissed }, byName, now) } : null;
}
