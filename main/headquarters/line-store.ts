import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import type { BranchReport, Directive, DirectiveTake, EpochReason, Receipts } from '../../shared/sync.ts';
import { newToken } from '../branch/token.ts';
import { addEpoch } from './enrol-store.ts';
import { fenceEpoch } from './fence-store.ts';
import type { HeadquartersDatabase, Queries, Transaction } from './hq-database.ts';
import { branches, directives, epochs } from './hq-schema.ts';
import type { KnownBranch } from './known-branch-store.ts';

// What headquarters knows of its line to a branch: reports, receipts, directives, epochs.

const directivesAtOnce = 100;

/** How far one of a branch's epochs is, and whether it was fenced. Errors: BRANCH_NOT_FOUND. */
export async function receiptsOf(queries: Queries | Transaction, branchId: string, epoch: number): Promise<Receipts & { fencedAt: number | null }> {
  const [row] = await queries.select({ received: epochs.receivedSeq, durable: epochs.durableSeq, newestDirective: branches.lastDirective, fencedAt: epochs.fencedAt })
    .from(epochs).innerJoin(branches, eq(branches.branchId, epochs.branchId)).where(and(eq(epochs.branchId, branchId), eq(epochs.epoch, epoch)));
  return row ?? refuseAtHeadquarters('BRANCH_NOT_FOUND');
}

/** Keeps what the branch says of itself. A machine whose place was taken does not speak for the branch any more. */
export async function keepReport(database: HeadquartersDatabase, { branchId, epoch, presentEpoch }: KnownBranch, report: BranchReport, now: number): Promise<void> {
  if (epoch !== presentEpoch) return;
  const [kept] = await database.queries.update(branches).set({
    lastContactAt: now, clockOffsetMs: report.clock - now, versions: report.versions, writtenSeq: report.written, waitingChanges: report.waiting,
    oldestWaitingAt: report.oldestWaitingAt, waitingFiles: report.files.waiting, directivesTaken: sql`greatest(${branches.directivesTaken}, ${report.directive}::bigint)`,
  }).where(eq(branches.branchId, branchId)).returning({ lastDirective: branches.lastDirective });
  if (kept && kept.lastDirective < report.directive) await database.transact(tx => numberBehind(tx, branchId, report.directive));
}

/**
 * A database that was put back goes on numbering where the branch is, or the branch would never ask for what comes: what it has
 * not taken, as far as is known, gets new numbers behind that.
 */
async function numberBehind({ $client }: Transaction, branchId: string, directive: number): Promise<void> {
  await $client.query('select 1 from hq.branches where "branchId" = $1 for update', [branchId]);
  const { rowCount } = await $client.query(
    `update hq.directives d set number = $2::bigint + open.place
     from (select number, row_number() over (order by number) as place from hq.directives where "branchId" = $1 and outcome is null) open
     where d."branchId" = $1 and d.number = open.number and (select "lastDirective" from hq.branches where "branchId" = $1) < $2`, [branchId, directive]);
  await $client.query('update hq.branches set "lastDirective" = $2::bigint + $3 where "branchId" = $1 and "lastDirective" < $2', [branchId, directive, rowCount ?? 0]);
}

/** What a file from a stick says of the branch: how far it is, not when it was heard of, since nobody knows how long it was on its way. */
export async function keepBundleReport(tx: Transaction, branchId: string, { written, directive }: { written: number; directive: number }): Promise<void> {
  const [kept] = await tx.update(branches).set({
    directivesTaken: sql`greatest(${branches.directivesTaken}, ${directive}::bigint)`, writtenSeq: sql`greatest(${branches.writtenSeq}, ${written}::bigint)`,
  }).where(eq(branches.branchId, branchId)).returning({ lastDirective: branches.lastDirective });
  if (kept && kept.lastDirective < directive) await numberBehind(tx, branchId, directive);
}

/** The first directive up to `taken` of whose answer nothing is known here, though the branch is beyond it; null: there is none. */
export async function untoldFrom(queries: Queries, branchId: string, taken: number): Promise<number | null> {
  const [first] = await queries.select({ number: directives.number }).from(directives)
    .where(and(eq(directives.branchId, branchId), lte(directives.number, taken), sql`outcome is null`)).orderBy(asc(directives.number)).limit(1);
  return first?.number ?? null;
}

/** What became of directives, and thus how far the branch has taken them; an answer given once stays. */
export async function keepTakes(tx: Transaction, branchId: string, takes: readonly DirectiveTake[]): Promise<void> {
  if (takes.length === 0) return;
  await tx.execute(sql`
    update ${directives} set outcome = take.outcome, code = take.code, "takenAt" = take.at
    from json_to_recordset(${JSON.stringify(takes)}::json) as take(number bigint, outcome text, code text, at bigint)
    where ${directives.branchId} = ${branchId} and ${directives.number} = take.number and ${directives.outcome} is null`);
  const newest = Math.max(...takes.map(({ number }) => number));
  await tx.update(branches).set({ directivesTaken: sql`greatest(${branches.directivesTaken}, ${newest}::bigint)` }).where(eq(branches.branchId, branchId));
}

/** The next directives after one, in order. */
export async function directivesAfter(queries: Queries | Transaction, branchId: string, after: number): Promise<Directive[]> {
  return queries.select({ number: directives.number, kind: directives.kind, body: directives.body, publishedAt: directives.publishedAt, publishedByName: directives.publishedByName })
    .from(directives).where(and(eq(directives.branchId, branchId), gt(directives.number, after))).orderBy(asc(directives.number)).limit(directivesAtOnce);
}

/**
 * Refuses a machine that speaks in an epoch its token has left: another one, with a copy of its disk, began the next with that
 * token. What was taken stays; the epoch is fenced. Errors: BRANCH_FENCED.
 */
export async function refuseOutlived(database: HeadquartersDatabase, { branchId, epoch: present }: KnownBranch, epoch: number, now: number): Promise<void> {
  if (epoch >= present) return;
  const at = await database.transact(tx => fenceEpoch(tx, { branchId, epoch, detail: { goesOnIn: present }, now }));
  if (at !== null) refuseAtHeadquarters('BRANCH_FENCED', { epoch, at });
}

/**
 * Begins the next epoch for the same machine, which keeps its token. `epoch` and `keptUpTo`: what its database has; answers the
 * changes of that epoch which headquarters has and it has not. A repeat answers the same epoch, however late it comes: a machine
 * that did not know of that one sees by what is received there that it has to begin another.
 */
export async function beginEpoch(tx: Transaction, branch: KnownBranch, { epoch, keptUpTo, why }: { epoch: number; keptUpTo: number; why: EpochReason }, now: number): Promise<{ epoch: number; missed: { from: number; to: number } | null }> {
  await tx.select({ epoch: branches.epoch }).from(branches).where(eq(branches.branchId, branch.branchId)).for('update');
  const ofToken = and(eq(epochs.branchId, branch.branchId), sql`(${epochs.tokenHash} = ${branch.token.hash} or ${epochs.formerTokenHash} = ${branch.token.hash})`);
  const [present] = await tx.select().from(epochs).where(ofToken).for('update');
  if (!present) return refuseAtHeadquarters('TOKEN_UNKNOWN');
  // None where headquarters was put back from before that epoch: its number is not given a second time, the archive may have it.
  const [known] = await tx.select({ received: epochs.receivedSeq }).from(epochs).where(and(eq(epochs.branchId, branch.branchId), eq(epochs.epoch, epoch)));
  const received = known?.received ?? 0;
  const missed = received > keptUpTo ? { from: keptUpTo + 1, to: received } : null;
  if (present.epoch > epoch && present.fencedAt === null) return { epoch: present.epoch, missed };

  const [{ next } = { next: 0 }] = await tx.update(branches).set({ epoch: sql`greatest(${branches.epoch}, ${epoch}::integer) + 1` }).where(eq(branches.branchId, branch.branchId)).returning({ next: branches.epoch });
  // The token goes along; what is left of the old epoch may still come, under its own seals.
  await tx.update(epochs).set({ tokenHash: newToken().tokenHash, formerTokenHash: null }).where(and(eq(epochs.branchId, branch.branchId), eq(epochs.epoch, present.epoch)));
  await addEpoch(tx, { branchId: branch.branchId, epoch: next, keys: present, tokenHash: present.tokenHash, why, now });
  await tx.update(epochs).set({ formerTokenHash: present.formerTokenHash, tokenMadeAt: present.tokenMadeAt }).where(and(eq(epochs.branchId, branch.branchId), eq(epochs.epoch, next)));
  return { epoch: next, missed };
}
