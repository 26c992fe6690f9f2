import { and, asc, count, countDistinct, desc, eq, isNotNull, isNull, max, min, or, sql, sum } from 'drizzle-orm';
import type { BranchStory } from '../../shared/console-branches.ts';
import { listedBranch, refusedForGood } from './console-branch-list-store.ts';
import type { Queries } from './hq-database.ts';
import { batches, branches, comparisons, directives, epochs, files, forks, publications, quarantine, witnessed } from './hq-schema.ts';
import { logFindingsOf, sizeOf } from './log-finding-store.ts';

const mostBatches = 20;
const mostDirectives = 200;

/** Everything headquarters knows of one branch; null when there is none. */
export async function readBranch(queries: Queries, branchId: string, at: { now: number; newestSchema: number }): Promise<BranchStory | null> {
  const [inList, [own]] = await Promise.all([listedBranch(queries, branchId, at), queries.select().from(branches).where(eq(branches.branchId, branchId))]);
  if (!inList || !own) return null;
  const [itsEpochs, itsForks, itsBatches, open, [held], [compared], [witness], findings, [kept]] = await Promise.all([
    queries.select().from(epochs).where(eq(epochs.branchId, branchId)).orderBy(desc(epochs.epoch)),
    queries.select({ epoch: forks.epoch, at: forks.at, firstSeq: forks.firstSeq, lastSeq: forks.lastSeq, sha256: forks.sha256 }).from(forks).where(eq(forks.branchId, branchId)).orderBy(asc(forks.at)),
    queries.select({ epoch: batches.epoch, firstSeq: batches.firstSeq, lastSeq: batches.lastSeq, byteCount: batches.byteCount, receivedAt: batches.receivedAt, archivedAt: batches.archivedAt })
      .from(batches).where(eq(batches.branchId, branchId)).orderBy(desc(batches.epoch), desc(batches.firstSeq)).limit(mostBatches),
    queries.select({ number: directives.number, kind: directives.kind, title: publications.title, publishedAt: directives.publishedAt, publishedByName: directives.publishedByName, outcome: directives.outcome, code: directives.code })
      .from(directives).leftJoin(publications, eq(publications.id, directives.publicationId))
      .where(and(eq(directives.branchId, branchId), or(and(isNull(directives.outcome), sql`${directives.number} > ${own.directivesTaken}`), refusedForGood))).orderBy(desc(directives.number)).limit(mostDirectives),
    queries.select({ sinceAt: min(quarantine.heldAt) }).from(quarantine).where(and(eq(quarantine.branchId, branchId), isNull(quarantine.solvedAt))),
    queries.select({ at: max(comparisons.at), upToSeq: max(comparisons.upToSeq), tables: countDistinct(comparisons.tableName), days: count() }).from(comparisons).where(eq(comparisons.branchId, branchId)),
    queries.select().from(witnessed).where(eq(witnessed.branchId, branchId)),
    logFindingsOf(queries, branchId),
    queries.select({ count: count(), byteCount: sum(files.byteCount).mapWith(Number), newestAt: max(files.receivedAt) }).from(files).where(and(eq(files.branchId, branchId), isNotNull(files.receivedAt))),
  ]);
  return {
    ...inList, timeZone: own.timeZone, revokedByName: own.revokedByName, writtenSeq: own.writtenSeq,
    epochs: itsEpochs.map(({ epoch, why, beganAt, receivedSeq, durableSeq, projectedSeq, receivedAt, fencedAt, fencedWhy, fenceConfirmedAt, fenceConfirmedByName }) =>
      ({ epoch, why, beganAt, receivedSeq, durableSeq, projectedSeq, receivedAt, fencedAt, fencedWhy, fenceConfirmedAt, fenceConfirmedByName })),
    forks: itsForks, batches: itsBatches, heldSinceAt: held?.sinceAt ?? null,
    directives: { last: own.lastDirective, taken: own.directivesTaken, open },
    comparison: compared && compared.at !== null && compared.upToSeq !== null ? { ...compared, at: compared.at, upToSeq: compared.upToSeq, differingDays: inList.differingDays } : null,
    witness: witness ? {
      size: witness.size, root: witness.root, at: witness.at, note: witness.note, sinceAt: witness.lineSince, findings,
      refused: witness.refusedAt === null ? null : {
        at: witness.refusedAt, reason: witness.refusedReason ?? '', note: witness.refusedNote ?? '', proof: witness.refusedProof ?? [],
        newestAt: witness.newestRefusedAt ?? witness.refusedAt, newestSize: sizeOf(witness.newestRefusedNote),
      },
    } : null,
    files: { count: kept?.count ?? 0, byteCount: kept?.byteCount ?? 0, newestAt: kept?.newestAt ?? null },
  };
}
