import { and, asc, eq, gt, isNull, max, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Station, StationKind } from '../../shared/stations.ts';
import type { Queries } from '../database/database.ts';
import { stationInvitations, stations, stationTokens } from './stations-schema.ts';

/** A device that may speak, as a connection needs it. */
export interface KnownStation {
  id: string;
  name: string;
  kind: StationKind;
}

/** All stations that ever were, in the order they came. */
export async function listStations(queries: Queries): Promise<Station[]> {
  return stationRows(queries).orderBy(asc(stations.enrolledAt), asc(stations.id));
}

export async function stationById(queries: Queries, stationId: string): Promise<Station | null> {
  const [station] = await stationRows(queries).where(eq(stations.id, stationId));
  return station ?? null;
}

/** The station that holds this token, unless it was revoked. */
export async function stationByToken(queries: Queries, tokenHash: string): Promise<KnownStation | null> {
  const [station] = await queries.select({ id: stations.id, name: stations.name, kind: stations.kind })
    .from(stationTokens).innerJoin(stations, eq(stations.id, stationTokens.stationId))
    .where(and(eq(stationTokens.tokenHash, tokenHash), eq(stations.isRevoked, false)));
  return station ?? null;
}

/** The window a rating pad stands at; null for every other station and for a revoked one. */
export async function windowOfPad(queries: Queries, stationId: string): Promise<string | null> {
  const [pad] = await queries.select({ windowId: stations.windowId }).from(stations).where(and(eq(stations.id, stationId), eq(stations.kind, 'pad'), eq(stations.isRevoked, false)));
  return pad?.windowId ?? null;
}

/** The desktop application's own station, once it was made. */
export async function findLocalStation(queries: Queries): Promise<KnownStation | null> {
  const [station] = await queries.select({ id: stations.id, name: stations.name, kind: stations.kind })
    .from(stations).where(and(eq(stations.isLocal, true), eq(stations.isRevoked, false)));
  return station ?? null;
}

/** Enrols a station with the hash of its token. */
export async function insertStation(
  tx: Queries, station: { name: string; kind: StationKind; windowId?: string | null; isLocal: boolean; tokenHash: string }, nowMs: number,
): Promise<KnownStation> {
  const { name, kind, windowId = null, isLocal, tokenHash } = station;
  const id = uuidv7();
  await tx.insert(stations).values({ id, name, kind, windowId, isLocal, enrolledAt: nowMs, isRevoked: false });
  await tx.insert(stationTokens).values({ tokenHash, stationId: id, lastSeenAt: nowMs });
  return { id, name, kind };
}

/** Takes the station's standing for good: its token opens nothing any more. */
export async function storeRevocation(tx: Queries, stationId: string): Promise<void> {
  await tx.update(stations).set({ isRevoked: true }).where(eq(stations.id, stationId));
}

export async function storeLastSeen(tx: Queries, stationId: string, lastSeenAt: number): Promise<void> {
  await tx.update(stationTokens).set({ lastSeenAt }).where(eq(stationTokens.stationId, stationId));
}

export interface NewInvitation {
  id: string;
  codeHash: string;
  name: string;
  kind: StationKind;
  windowId?: string | null;
  isFirst: boolean;
  validUntilAt: number;
}

export async function insertInvitation(tx: Queries, invitation: NewInvitation): Promise<void> {
  await tx.insert(stationInvitations).values(invitation);
}

/** Uses up an invitation that is still open; null when it is unknown, used or too old. */
export async function takeInvitation(tx: Queries, codeHash: string, nowMs: number): Promise<{ name: string; kind: StationKind; windowId: string | null } | null> {
  const [invitation] = await tx.update(stationInvitations).set({ usedAt: nowMs })
    .where(and(eq(stationInvitations.codeHash, codeHash), isNull(stationInvitations.usedAt), gt(stationInvitations.validUntilAt, nowMs)))
    .returning({ name: stationInvitations.name, kind: stationInvitations.kind, windowId: stationInvitations.windowId });
  return invitation ?? null;
}

/** Gives an open invitation another code; false when it was used or is too old. */
export async function replaceInvitationCode(tx: Queries, invitationId: string, codeHash: string, nowMs: number): Promise<boolean> {
  const changed = await tx.update(stationInvitations).set({ codeHash })
    .where(and(eq(stationInvitations.id, invitationId), isNull(stationInvitations.usedAt), gt(stationInvitations.validUntilAt, nowMs)))
    .returning({ id: stationInvitations.id });
  return changed.length > 0;
}

/** Withdraws the first invitations nobody used. */
export async function dropFirstInvitations(tx: Queries): Promise<void> {
  await tx.delete(stationInvitations).where(and(eq(stationInvitations.isFirst, true), isNull(stationInvitations.usedAt)));
}

function stationRows(queries: Queries) {
  const lastSeenAt = sql<number | null>`${max(stationTokens.lastSeenAt)}`.as('lastSeenAt');
  return queries.select({ id: stations.id, name: stations.name, kind: stations.kind, windowId: stations.windowId, enrolledAt: stations.enrolledAt, lastSeenAt, isRevoked: stations.isRevoked })
    .from(stations).leftJoin(stationTokens, eq(stationTokens.stationId, stations.id)).groupBy(stations.id).$dynamic();
}
