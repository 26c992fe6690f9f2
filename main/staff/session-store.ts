import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '../../shared/staff.ts';
import type { Queries } from '../database/database.ts';
import { sessions, staff, staffCredentials } from './staff-schema.ts';

/** A session that has not ended, with its person as the database knows them now. */
export interface StoredSession {
  id: string;
  staffId: string;
  staffName: string;
  loginName: string;
  roles: Role[];
  mustChangePassword: boolean;
  hasPin: boolean;
  stationId: string;
  startedAt: number;
  lastActiveAt: number;
  lockedAt: number | null;
}

/** The session of this token at this station, or null when it has ended, is another station's or its person is inactive. */
export async function openSessionByToken(queries: Queries, tokenHash: string, stationId: string): Promise<StoredSession | null> {
  const [row] = await queries.select({
    id: sessions.id, staffId: staff.id, staffName: staff.name, loginName: staff.loginName, roles: staff.roles, stationId: sessions.stationId,
    mustChangePassword: staffCredentials.mustChangePassword, pinHash: staffCredentials.pinHash,
    startedAt: sessions.startedAt, lastActiveAt: sessions.lastActiveAt, lockedAt: sessions.lockedAt,
  }).from(sessions).innerJoin(staff, eq(staff.id, sessions.staffId)).innerJoin(staffCredentials, eq(staffCredentials.staffId, staff.id))
    .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.stationId, stationId), isNull(sessions.endedAt), eq(staff.isActive, true)));
  if (!row) return null;
  const { pinHash, ...session } = row;
  return { ...session, hasPin: pinHash !== null };
}

/** Stores a new session; only the hash of its token. Returns its id. */
export async function insertSession(tx: Queries, session: { tokenHash: string; staffId: string; stationId: string }, nowMs: number): Promise<string> {
  const id = uuidv7();
  await tx.insert(sessions).values({ id, ...session, startedAt: nowMs, lastActiveAt: nowMs, lockedAt: null, wrongUnlocks: 0, endedAt: null });
  return id;
}

export interface OpenSession {
  id: string;
  staffId: string;
  stationId: string;
}

/** The sessions that have not ended, of a person or at a station. */
export async function openSessionsOf(queries: Queries, whose: { staffId: string } | { stationId: string }): Promise<OpenSession[]> {
  const isTheirs = 'staffId' in whose ? eq(sessions.staffId, whose.staffId) : eq(sessions.stationId, whose.stationId);
  return queries.select({ id: sessions.id, staffId: sessions.staffId, stationId: sessions.stationId }).from(sessions).where(and(isTheirs, isNull(sessions.endedAt)));
}

/** Ids of sessions that nobody ended and that started at or before this time (UTC ms). */
export async function openSessionsStartedUntil(queries: Queries, startedUntil: number): Promise<string[]> {
  const rows = await queries.select({ id: sessions.id }).from(sessions).where(and(isNull(sessions.endedAt), lte(sessions.startedAt, startedUntil)));
  return rows.map(({ id }) => id);
}

/** Ends the sessions chosen, and returns those that had not ended before. */
export async function storeSessionEnds(tx: Queries, sessionIds: readonly string[], nowMs: number): Promise<OpenSession[]> {
  if (sessionIds.length === 0) return [];
  return tx.update(sessions).set({ endedAt: nowMs }).where(and(inArray(sessions.id, [...sessionIds]), isNull(sessions.endedAt)))
    .returning({ id: sessions.id, staffId: sessions.staffId, stationId: sessions.stationId });
}

export async function storeLock(tx: Queries, sessionId: string, lockedAt: number): Promise<void> {
  await tx.update(sessions).set({ lockedAt }).where(eq(sessions.id, sessionId));
}

export async function storeUnlock(tx: Queries, sessionId: string, nowMs: number): Promise<void> {
  await tx.update(sessions).set({ lockedAt: null, wrongUnlocks: 0, lastActiveAt: nowMs }).where(eq(sessions.id, sessionId));
}

/** Wrong unlocks since the last right one; null when the session has ended. */
export async function wrongUnlocksOf(queries: Queries, sessionId: string): Promise<number | null> {
  const [row] = await queries.select({ wrongUnlocks: sessions.wrongUnlocks }).from(sessions).where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
  return row?.wrongUnlocks ?? null;
}

export async function storeWrongUnlocks(tx: Queries, sessionId: string, wrongUnlocks: number): Promise<void> {
  await tx.update(sessions).set({ wrongUnlocks }).where(eq(sessions.id, sessionId));
}

export async function storeActivity(tx: Queries, sessionId: string, lastActiveAt: number): Promise<void> {
  await tx.update(sessions).set({ lastActiveAt }).where(eq(sessions.id, sessionId));
}
