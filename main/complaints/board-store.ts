import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { readComplaintNumber } from '../../shared/complaint-number.ts';
import type { ComplaintState } from '../../shared/complaints.ts';
import type { Queries } from '../database/database.ts';
import { complaints } from './complaints-schema.ts';
import type { StoredComplaint } from './complaints-store.ts';

/** Which complaints a board shows. */
export interface BoardQuery {
  which: 'open' | 'mine' | 'overdue' | 'ended';
  state?: ComplaintState | undefined;
  words: string;
  /** the last one of the page before */
  after: BoardPlace | null;
  reader: { staffId: string; isManager: boolean };
  /** UTC ms */
  now: number;
}
/** A place in a board: by due time while open, by its end afterwards. */
export interface BoardPlace { order: number; id: string }

const pageLength = 50;
/** Words are looked for in so many of the newest ended ones; an older one is found by its number. */
const endedSearched = 5000;

/** One page of the board, most urgent first, and the place from which the next goes on; null: there is none. */
export async function readBoard(reader: Queries, query: BoardQuery): Promise<{ found: StoredComplaint[]; next: BoardPlace | null }> {
  const rows = query.which === 'ended' ? await endedOnes(reader, query) : await openOnes(reader, query);
  const found = rows.slice(0, pageLength);
  const last = found.at(-1);
  return { found, next: rows.length > pageLength && last ? { order: last.endedAt ?? last.dueOrder, id: last.id } : null };
}

/** What the tabs of the board count: the open ones by state, the overdue, and those that wait for the reader. */
export async function countBoard(reader: Queries, query: Pick<BoardQuery, 'reader' | 'now'>): Promise<{ byState: Map<ComplaintState, number>; overdue: number; mine: number }> {
  const states = await reader.select({ state: complaints.state, found: count() }).from(complaints).where(isNull(complaints.endedAt)).groupBy(complaints.state);
  const [overdue] = await reader.select({ found: count() }).from(complaints).where(and(isNull(complaints.endedAt), lte(complaints.dueOrder, query.now)));
  const [mine] = await reader.select({ found: count() }).from(complaints).where(and(isNull(complaints.endedAt), isMine(query.reader)));
  return { byState: new Map(states.map(({ state, found }) => [state, found])), overdue: overdue?.found ?? 0, mine: mine?.found ?? 0 };
}

/** The open ones of a state, most urgent first, at most `length`, and how many there are. */
export async function readColumn(reader: Queries, query: Omit<BoardQuery, 'after'> & { state: ComplaintState }, length: number): Promise<{ found: StoredComplaint[]; total: number }> {
  const found = await openOnes(reader, { ...query, after: null }, length);
  if (found.length < length) return { found, total: found.length };
  const [counted] = await reader.select({ total: count() }).from(complaints).where(openWhere(query));
  return { found, total: counted?.total ?? found.length };
}

function openOnes(reader: Queries, query: BoardQuery, limit = pageLength + 1): Promise<StoredComplaint[]> {
  const { after } = query;
  const beyond = after ? sql`(${complaints.dueOrder}, ${complaints.id}) > (${after.order}, ${after.id})` : undefined;
  return reader.select().from(complaints).where(and(openWhere(query), beyond)).orderBy(asc(complaints.dueOrder), asc(complaints.id)).limit(limit);
}

function openWhere({ which, state, words, reader: who, now }: Omit<BoardQuery, 'after'>): SQL | undefined {
  return and(
    isNull(complaints.endedAt), state && eq(complaints.state, state), says(words),
    which === 'overdue' ? lte(complaints.dueOrder, now) : undefined, which === 'mine' ? isMine(who) : undefined,
  );
}

async function endedOnes(reader: Queries, { state, words, after }: BoardQuery): Promise<StoredComplaint[]> {
  const where: (SQL | undefined)[] = [isNotNull(complaints.endedAt), state && eq(complaints.state, state), says(words)];
  if (after) where.push(sql`(${complaints.endedAt}, ${complaints.id}) < (${after.order}, ${after.id})`);
  if (words !== '' && readComplaintNumber(words) === null) {
    const [oldest] = await reader.select({ at: complaints.endedAt }).from(complaints).where(isNotNull(complaints.endedAt)).orderBy(desc(complaints.endedAt)).limit(1).offset(endedSearched - 1);
    if (oldest?.at) where.push(gte(complaints.endedAt, oldest.at));
  }
  return reader.select().from(complaints).where(and(...where)).orderBy(desc(complaints.endedAt), desc(complaints.id)).limit(pageLength + 1);
}

function says(words: string): SQL | undefined {
  if (words === '') return undefined;
  const number = readComplaintNumber(words);
  if (number) return and(eq(complaints.year, number.year), eq(complaints.ordinal, number.ordinal));
  const parts = words.split(/\s+/u).map(part => sql`instr(lower(${complaints.what} || ' ' || coalesce(${complaints.handlerName}, '')), ${part.toLowerCase()}) > 0`);
  return and(...parts);
}

/**
 * The next move is the reader's: what they handle; as a manager what waits for assessment, dispatch or closing; and the call-back
 * about what they took in and somebody else answered.
 */
function isMine({ staffId, isManager }: BoardQuery['reader']): SQL | undefined {
  return or(
    and(eq(complaints.handlerId, staffId), inArray(complaints.state, ['dispatched', 'inHand'])),
    isManager ? inArray(complaints.state, ['received', 'assessed', 'calledBack']) : undefined,
    and(eq(complaints.state, 'answered'), eq(complaints.takenInBy, staffId), sql`${complaints.handlerId} is not ${staffId}`),
  );
}

/** Complaints of a customer, newest first, at most 50. */
export async function complaintsOfCustomer(reader: Queries, customerId: string): Promise<StoredComplaint[]> {
  return reader.select().from(complaints).where(eq(complaints.customerId, customerId)).orderBy(desc(complaints.receivedAt)).limit(pageLength);
}
