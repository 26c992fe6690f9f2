import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Flag, LogEntry } from '../../shared/access-log.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { staff } from '../staff/staff-schema.ts';
import { accessLogEntries, accessLogFlags } from './access-log-schema.ts';
import type { Look, RaisedFlag } from './flag-rules.ts';
import { isLook } from './flag-evidence-store.ts';
import { accessLogFlagProgress } from './flags-schema.ts';

export type StoredFlag = typeof accessLogFlags.$inferSelect;
export type LookToJudge = Look & { seq: number };

/** The next looks nobody has judged yet, in the log's order, and where to go on from. */
export async function looksToJudge(reader: Queries, most: number): Promise<{ looks: LookToJudge[]; fromSeq: number; nextSeq: number }> {
  const [progress] = await reader.select({ nextSeq: accessLogFlagProgress.nextSeq }).from(accessLogFlagProgress);
  const fromSeq = progress?.nextSeq ?? 0;
  const [last] = await reader.select({ seq: accessLogEntries.seq }).from(accessLogEntries).orderBy(desc(accessLogEntries.seq)).limit(1);
  const end = (last?.seq ?? -1) + 1;
  if (end <= fromSeq) return { looks: [], fromSeq, nextSeq: fromSeq };
  const rows = await reader
    .select({ seq: accessLogEntries.seq, at: accessLogEntries.at, staffId: accessLogEntries.staffId, fileId: accessLogEntries.fileId, customerId: accessLogEntries.customerId })
    .from(accessLogEntries)
    .where(and(gte(accessLogEntries.seq, fromSeq), ...isLook()))
    .orderBy(asc(accessLogEntries.seq)).limit(most);
  const looks = rows.flatMap(({ at, staffId, ...row }) => (at === null || staffId === null ? [] : [{ ...row, at, staffId }]));
  return { looks, fromSeq, nextSeq: rows.length < most ? end : rows.at(-1)!.seq + 1 };
}

/** Stores what a look raised and goes on behind it; a repeat after a crash raises nothing twice. Answers how many are new. */
export async function storeFlags(tx: Transaction, raised: readonly { look: LookToJudge; flags: readonly RaisedFlag[] }[], nextSeq: number, at: number): Promise<number> {
  const rows = raised.flatMap(({ look, flags }) => flags.map(({ rule, facts }) => ({ id: uuidv7(), seq: look.seq, rule, facts, staffId: look.staffId, raisedAt: at })));
  let stored = 0;
  for (let from = 0; from < rows.length; from += 500) stored += (await tx.insert(accessLogFlags).values(rows.slice(from, from + 500)).onConflictDoNothing()).changes;
  await tx.insert(accessLogFlagProgress).values({ id: 1, nextSeq }).onConflictDoUpdate({ target: accessLogFlagProgress.id, set: { nextSeq } });
  return stored;
}

/** Flags to be cleared, oldest first, or cleared ones, newest first. */
export async function listFlags(reader: Queries, which: 'open' | 'cleared', limit: number): Promise<StoredFlag[]> {
  const rows = reader.select().from(accessLogFlags);
  if (which === 'open') return rows.where(isNull(accessLogFlags.clearedAt)).orderBy(asc(accessLogFlags.raisedAt), asc(accessLogFlags.seq), asc(accessLogFlags.rule)).limit(limit);
  return rows.where(isNotNull(accessLogFlags.clearedAt)).orderBy(desc(accessLogFlags.clearedAt), desc(accessLogFlags.seq)).limit(limit);
}

export async function countOpenFlags(reader: Queries): Promise<number> {
  const [counted] = await reader.select({ count: sql<number>`count(*)` }).from(accessLogFlags).where(isNull(accessLogFlags.clearedAt));
  return counted?.count ?? 0;
}

export async function findFlag(reader: Queries, flagId: string): Promise<StoredFlag | null> {
  const [found] = await reader.select().from(accessLogFlags).where(eq(accessLogFlags.id, flagId));
  return found ?? null;
}

/** Writes the finding of the person who judged. */
export async function saveFinding(
  tx: Transaction, flagId: string, finding: { verdict: NonNullable<StoredFlag['verdict']>; words: string; clearedBy: string; clearedAt: number },
): Promise<void> {
  await tx.update(accessLogFlags).set(finding).where(eq(accessLogFlags.id, flagId));
}

/** Flags as they are shown, with the names of the staff they speak of; a flag without its entry is left out. */
export async function flagsAsShown(reader: Queries, flags: readonly StoredFlag[], entries: ReadonlyMap<number, LogEntry>): Promise<Flag[]> {
  const ids = new Set(flags.flatMap(flag => [flag.staffId, flag.clearedBy, flag.facts.colleagueId]).filter(id => typeof id === 'string'));
  const rows = ids.size === 0 ? [] : await reader.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, [...ids]));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return flags.flatMap(({ id, seq, rule, facts, staffId, raisedAt, verdict, words, clearedBy, clearedAt }): Flag[] => {
    const entry = entries.get(seq);
    if (!entry) return [];
    const colleagueName = typeof facts.colleagueId === 'string' ? names.get(facts.colleagueId) : undefined;
    return [{
      id, rule, raisedAt, entry, staffName: names.get(staffId) ?? entry.detail?.staffName ?? '',
      facts: { ...facts, ...(colleagueName === undefined ? {} : { colleagueName }) },
      finding: verdict !== null && clearedAt !== null ? { verdict, words: words ?? '', byStaffName: names.get(clearedBy ?? '') ?? '', at: clearedAt } : null,
    }];
  });
}
