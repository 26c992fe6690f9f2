import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Role, StaffMember } from '../../shared/staff.ts';
import type { Queries } from '../database/database.ts';
import { noFailures, type Failures } from './lock-out.ts';
import { staff, staffCredentials, staffEvents, unknownSignIns } from './staff-schema.ts';

/** A person with what proves them. Never leaves main/staff. */
export interface Account {
  id: string;
  loginName: string;
  name: string;
  roles: Role[];
  isActive: boolean;
  passwordHash: string;
  pinHash: string | null;
  mustChangePassword: boolean;
  failures: Failures;
}

export interface NewAccount {
  loginName: string;
  name: string;
  roles: Role[];
  passwordHash: string;
  mustChangePassword: boolean;
}

const accountColumns = {
  id: staff.id, loginName: staff.loginName, name: staff.name, roles: staff.roles, isActive: staff.isActive,
  passwordHash: staffCredentials.passwordHash, pinHash: staffCredentials.pinHash, mustChangePassword: staffCredentials.mustChangePassword,
  failures: { failedAttempts: staffCredentials.failedAttempts, lastFailedAt: staffCredentials.lastFailedAt, lockedUntilAt: staffCredentials.lockedUntilAt },
};

export async function accountByLoginName(queries: Queries, loginName: string): Promise<Account | null> {
  const [account] = await queries.select(accountColumns).from(staff)
    .innerJoin(staffCredentials, eq(staffCredentials.staffId, staff.id)).where(eq(staff.loginName, loginName));
  return account ?? null;
}

export async function accountById(queries: Queries, staffId: string): Promise<Account | null> {
  const [account] = await queries.select(accountColumns).from(staff)
    .innerJoin(staffCredentials, eq(staffCredentials.staffId, staff.id)).where(eq(staff.id, staffId));
  return account ?? null;
}

/** Everybody with an account, active ones first, in the order of their login names. */
export async function listStaff(queries: Queries, nowMs: number): Promise<StaffMember[]> {
  const rows = await staffRows(queries).orderBy(sql`${staff.isActive} desc`, asc(staff.loginName));
  return rows.map(row => asMember(row, nowMs));
}

/** Everybody who works here now, by name in the order of their login names. */
export async function listActiveStaff(queries: Queries): Promise<{ id: string; name: string; roles: Role[] }[]> {
  return queries.select({ id: staff.id, name: staff.name, roles: staff.roles }).from(staff).where(eq(staff.isActive, true)).orderBy(asc(staff.loginName));
}

export async function staffMemberById(queries: Queries, staffId: string, nowMs: number): Promise<StaffMember | null> {
  const [row] = await staffRows(queries).where(eq(staff.id, staffId));
  return row ? asMember(row, nowMs) : null;
}

/** Adds a person; the login name must be free. Returns the new id. */
export async function insertAccount(tx: Queries, account: NewAccount, nowMs: number): Promise<string> {
  const { loginName, name, roles, passwordHash, mustChangePassword } = account;
  const id = uuidv7();
  await tx.insert(staff).values({ id, loginName, name, roles, isActive: true, createdAt: nowMs, changedAt: nowMs });
  await tx.insert(staffCredentials).values({ staffId: id, passwordHash, mustChangePassword, ...noFailures });
  return id;
}

export async function updateStaff(tx: Queries, staffId: string, change: { name: string; roles: Role[]; isActive: boolean }, nowMs: number): Promise<void> {
  await tx.update(staff).set({ ...change, changedAt: nowMs }).where(eq(staff.id, staffId));
}

export async function savePassword(tx: Queries, staffId: string, password: { passwordHash: string; mustChangePassword: boolean }): Promise<void> {
  await tx.update(staffCredentials).set({ ...password, ...noFailures }).where(eq(staffCredentials.staffId, staffId));
}

export async function savePin(tx: Queries, staffId: string, pinHash: string | null): Promise<void> {
  await tx.update(staffCredentials).set({ pinHash }).where(eq(staffCredentials.staffId, staffId));
}

export async function saveFailures(tx: Queries, staffId: string, failures: Failures): Promise<void> {
  await tx.update(staffCredentials).set(failures).where(eq(staffCredentials.staffId, staffId));
}

export async function saveSignIn(tx: Queries, staffId: string, nowMs: number): Promise<void> {
  await tx.update(staffCredentials).set({ lastSignedInAt: nowMs }).where(eq(staffCredentials.staffId, staffId));
}

export async function failuresOfUnknownName(queries: Queries, nameKey: string): Promise<Failures> {
  const [row] = await queries.select().from(unknownSignIns).where(eq(unknownSignIns.nameKey, nameKey));
  return row ?? noFailures;
}

/** Keeps the failures of a name that nobody has, and forgets those of other names that no longer count. */
export async function saveFailuresOfUnknownName(tx: Queries, nameKey: string, failures: Failures, forgetBefore: number): Promise<void> {
  const kept = { ...failures, lastFailedAt: failures.lastFailedAt ?? 0 };
  await tx.insert(unknownSignIns).values({ nameKey, ...kept }).onConflictDoUpdate({ target: unknownSignIns.nameKey, set: kept });
  await tx.delete(unknownSignIns).where(and(lt(unknownSignIns.lastFailedAt, forgetBefore)));
}

export interface StaffEvent {
  at: number;
  staffId: string;
  kind: (typeof staffEvents.kind.enumValues)[number];
  byStaffId?: string | null;
  stationId?: string | null;
  /** ids, roles and causes; never names or anything typed */
  details?: Record<string, unknown>;
}

/** Appends what happened to accounts and sessions. */
export async function recordStaffEvents(tx: Queries, events: readonly StaffEvent[]): Promise<void> {
  if (events.length > 0) await tx.insert(staffEvents).values(events.map(event => ({ id: uuidv7(), ...event })));
}

function staffRows(queries: Queries) {
  return queries.select({ ...accountColumns, lastSignedInAt: staffCredentials.lastSignedInAt }).from(staff)
    .innerJoin(staffCredentials, eq(staffCredentials.staffId, staff.id)).$dynamic();
}

type StaffRow = Awaited<ReturnType<typeof staffRows>>[number];

function asMember(row: StaffRow, nowMs: number): StaffMember {
  const { id, loginName, name, roles, isActive, mustChangePassword, lastSignedInAt, pinHash, failures } = row;
  const isLockedOut = failures.lockedUntilAt !== null && failures.lockedUntilAt > nowMs;
  return { id, loginName, name, roles, isActive, mustChangePassword, lastSignedInAt, hasPin: pinHash !== null, lockedUntilAt: isLockedOut ? failures.lockedUntilAt : null };
}
