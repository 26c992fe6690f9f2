import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { DirectiveTake, Receipts } from '../../shared/sync.ts';
import type { AwayReason } from '../../shared/outages.ts';
import { insertOutage } from '../branch/outages-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { noChain } from './batch-seal.ts';
import type { LineNow } from './next-step.ts';
import { writtenSeq } from './seal-journal-store.ts';
import { syncBatches, syncLine, syncTakes } from './sync-schema.ts';

export type StoredLine = typeof syncLine.$inferSelect;
export type StoredTake = typeof syncTakes.$inferSelect;

/** There is one line. */
const lineId = 'line';
/** So many answered directives stay to be looked at. */
const takesKept = 100;

/** The line to headquarters; null until the branch is enrolled. */
export async function readLine(reader: Queries): Promise<StoredLine | null> {
  return (await reader.select().from(syncLine))[0] ?? null;
}

/** What a round decides by; null until the branch is enrolled. */
export async function readLineNow(reader: Queries): Promise<LineNow | null> {
  const line = await readLine(reader);
  if (!line) return null;
  const { epoch, sealedSeq, receivedSeq, durableSeq, directive, newestDirective, epochWish, missed } = line;
  const [untold] = await reader.select({ takes: count() }).from(syncTakes).where(isNull(syncTakes.toldAt));
  const firstKept = await oldestKept(reader);
  return {
    epoch, sealedSeq, receivedSeq, durableSeq, directive, newestDirective, epochWish, missed: missed ?? [],
    writtenSeq: await writtenSeq(reader) - line.base, firstKept: firstKept === null ? null : firstKept - line.base, untoldTakes: untold?.takes ?? 0,
  };
}

/** What waits for headquarters: how many changes, and when the oldest of them was made. */
export async function readWaiting(reader: Queries, { base, receivedSeq }: Pick<StoredLine, 'base' | 'receivedSeq'>): Promise<{ changes: number; oldestAt: number | null }> {
  const [oldest] = await reader.all<{ sequence: number; at: number }>(sql`select sequence, at from journal where sequence > ${base + receivedSeq} order by sequence limit 1`);
  return oldest ? { changes: await writtenSeq(reader) - oldest.sequence + 1, oldestAt: oldest.at } : { changes: 0, oldestAt: null };
}

type Enrolled = Pick<StoredLine, 'address' | 'headquartersName' | 'headquartersPublicKey' | 'certificate' | 'epoch' | 'enrolledAt'> & { directive?: number };

/**
 * Keeps the line to headquarters that has just taken this branch in. In an epoch that is new, everything the journal has is sent.
 * Another machine with a copy of this disk may have sent on in the epoch before, and where this one's token had been replaced by
 * that one's nobody else notices: what headquarters has of it from beyond what it told this machine is fetched. `directive`: up to
 * where what came with a rebuild has them.
 */
export async function keepEnrolment(tx: Transaction, { directive = 0, ...enrolled }: Enrolled): Promise<void> {
  await endAway(tx, enrolled.enrolledAt);
  const before = await readLine(tx);
  if (before?.epoch === enrolled.epoch && before.headquartersPublicKey === enrolled.headquartersPublicKey) {
    await tx.update(syncLine).set({ ...enrolled, trouble: null });
    return;
  }
  const isSameHeadquarters = before?.headquartersPublicKey === enrolled.headquartersPublicKey;
  const keptUpTo = before?.epochWish?.keptUpTo ?? before?.receivedSeq ?? 0;
  const missed = before && isSameHeadquarters ? [...before.missed ?? [], { epoch: before.epoch, from: keptUpTo + 1, to: Number.MAX_SAFE_INTEGER, since: before.base + keptUpTo }] : null;
  await tx.delete(syncLine);
  await tx.insert(syncLine).values({
    id: lineId, ...enrolled, missed, base: 0, sealedSeq: 0, receivedSeq: 0, durableSeq: 0, chain: noChain,
    directive: isSameHeadquarters ? before.directive : directive, newestDirective: isSameHeadquarters ? before.newestDirective : directive,
  });
  await beginAtJournal(tx);
}

/** The next epoch: whatever the journal still has, thus all that is not durable, is sent in it from its first change on. */
export async function keepEpoch(tx: Transaction, { epoch, missed }: { epoch: number; missed: { from: number; to: number } | null }): Promise<void> {
  const line = await readLine(tx);
  if (!line) return;
  const lacking = missed ? [...line.missed ?? [], { epoch: line.epoch, ...missed, since: line.base + missed.from - 1 }] : line.missed;
  await tx.update(syncLine).set({ epoch, sealedSeq: 0, receivedSeq: 0, durableSeq: 0, chain: noChain, epochWish: null, missed: lacking });
  await beginAtJournal(tx);
}

/** That the next epoch must begin before anything is sent. A wish that is there already knew of an earlier moment. */
export async function wishForEpoch(tx: Transaction, wish: NonNullable<StoredLine['epochWish']>): Promise<void> {
  await tx.update(syncLine).set({ epochWish: wish }).where(isNull(syncLine.epochWish));
}

/**
 * That this database was put back from a backup; to be said before anything is written into it. What it has is what it had then:
 * of what follows, nothing is headquarters' under the same number.
 */
export async function noteRestored(tx: Transaction): Promise<void> {
  const line = await readLine(tx);
  // How long the line was away after the backup is not known here.
  await tx.update(syncLine).set({ away: null });
  if (line) await wishForEpoch(tx, { why: 'restoredBackup', keptUpTo: Math.max(0, await writtenSeq(tx) - line.base) });
}

/** What headquarters said of how far it is. `isFresh`: not from a file, which may be older than what was heard since. */
export async function keepReceipts(tx: Transaction, told: Receipts, { at, clockOffsetMs, isFresh = true }: { at: number; clockOffsetMs?: number; isFresh?: boolean }): Promise<void> {
  const line = await readLine(tx);
  if (!line) return;
  const receivedSeq = isFresh ? told.received : Math.max(line.receivedSeq, told.received);
  const isNews = receivedSeq > line.receivedSeq;
  const [held] = isNews ? await tx.select({ lastAt: syncBatches.lastAt }).from(syncBatches).where(eq(syncBatches.lastSeq, receivedSeq)) : [];
  await tx.update(syncLine).set({
    receivedSeq, newestDirective: isFresh ? told.newestDirective : Math.max(line.newestDirective, told.newestDirective),
    // What was forgotten here on its word stays forgotten, whatever it says later.
    durableSeq: Math.max(line.durableSeq, Math.min(told.durable, told.received)),
    ...(held ? { receivedToAt: held.lastAt } : {}), ...(isNews ? { receivedAt: at } : {}), ...(isFresh ? { lastContactAt: at } : {}), ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
    // Numbers that headquarters gave and forgot again will be given a second time.
    ...(isFresh && told.newestDirective < line.directive ? { directive: told.newestDirective } : {}),
  });
}

/** From which change on headquarters wants to have what it has not. */
export async function goOnFrom(tx: Transaction, expected: number): Promise<void> {
  await tx.update(syncLine).set({ receivedSeq: Math.max(0, expected - 1) });
}

/** Why the line stands still, and since when; the same trouble keeps its beginning. Answers whether it is another than before. */
export async function keepTrouble(tx: Transaction, trouble: { code: string; data: unknown } | null, at: number): Promise<void> {
  const before = (await readLine(tx))?.trouble ?? null;
  await tx.update(syncLine).set({ trouble: trouble && { ...trouble, since: before?.code === trouble.code ? before.since : at } });
}

/** That headquarters does not answer since this moment. A stretch that has begun goes on, whatever the reason is now. */
export async function beginAway(tx: Transaction, since: number, reason: AwayReason): Promise<void> {
  await tx.update(syncLine).set({ away: { since, reason } }).where(isNull(syncLine.away));
}

/** That headquarters answered at this moment, or the service ended: a stretch without it is over and is kept. */
export async function endAway(tx: Transaction, endedAt: number): Promise<void> {
  const away = (await readLine(tx))?.away;
  if (!away) return;
  await insertOutage(tx, { kind: 'headquarters', beganAt: away.since, endedAt, cause: away.reason });
  await tx.update(syncLine).set({ away: null });
}

/** What the newest comparison with headquarters found. */
export async function keepCompared(tx: Transaction, compared: NonNullable<StoredLine['compared']>): Promise<void> {
  await tx.update(syncLine).set({ compared });
}

/** That headquarters would not witness the access log, and why; null: it did. The same refusal keeps its beginning. */
export async function keepWitnessRefused(tx: Transaction, refused: StoredLine['witnessRefused']): Promise<void> {
  const before = (await readLine(tx))?.witnessRefused ?? null;
  if (refused === null && before === null) return;
  await tx.update(syncLine).set({ witnessRefused: refused && { ...refused, at: before?.reason === refused.reason ? before.at : refused.at } });
}

/** Keeps how a directive was answered, and that it was. */
export async function keepTake(tx: Transaction, take: Omit<StoredTake, 'toldAt'>): Promise<void> {
  const row = { ...take, toldAt: null };
  await tx.insert(syncTakes).values(row).onConflictDoUpdate({ target: syncTakes.number, set: row });
  await tx.update(syncLine).set({ directive: take.number });
}

/** Answers that headquarters has not heard yet, the oldest first. */
export async function untoldTakes(reader: Queries, most: number): Promise<DirectiveTake[]> {
  return reader.select({ number: syncTakes.number, outcome: syncTakes.outcome, code: syncTakes.code, at: syncTakes.at }).from(syncTakes)
    .where(isNull(syncTakes.toldAt)).orderBy(asc(syncTakes.number)).limit(most);
}

/** That headquarters, which was put back, has heard none of the answers from this one on. */
export async function tellAgain(tx: Transaction, from: number): Promise<void> {
  await tx.update(syncTakes).set({ toldAt: null }).where(and(gte(syncTakes.number, from), isNotNull(syncTakes.toldAt)));
}

/** That headquarters has heard these answers; of those it heard long ago the oldest are forgotten. */
export async function noteTold(tx: Transaction, numbers: readonly number[], at: number): Promise<void> {
  if (numbers.length === 0) return;
  await tx.update(syncTakes).set({ toldAt: at }).where(inArray(syncTakes.number, [...numbers]));
  await tx.run(sql`delete from sync_takes where toldAt is not null and number <= (select max(number) from sync_takes) - ${takesKept}`);
}

/** The newest answers, for people to look at. */
export async function newestTakes(reader: Queries, most: number): Promise<StoredTake[]> {
  return reader.select().from(syncTakes).orderBy(desc(syncTakes.number)).limit(most);
}

/** Changes that this database lacks and headquarters has were fetched. */
export async function forgetMissed(tx: Transaction, epoch: number): Promise<void> {
  const missed = (await readLine(tx))?.missed ?? [];
  const left = missed.filter(each => each.epoch !== epoch);
  await tx.update(syncLine).set({ missed: left.length > 0 ? left : null });
}

async function beginAtJournal(tx: Transaction): Promise<void> {
  await tx.delete(syncBatches);
  const first = await oldestKept(tx);
  await tx.update(syncLine).set({ base: first === null ? await writtenSeq(tx) : first - 1 });
}

/** The oldest change the journal still has; null when it is empty. */
async function oldestKept(reader: Queries): Promise<number | null> {
  const [kept] = await reader.all<{ first: number | null }>(sql`select min(sequence) as first from journal`);
  return kept?.first ?? null;
}
