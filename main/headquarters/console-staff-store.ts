import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { ConsoleStaff } from '../../shared/console-session.ts';
import type { HeadquartersRole } from '../../shared/headquarters-errors.ts';
import type { Failures } from '../staff/lock-out.ts';
import { sessions, staff } from './hq-accounts-schema.ts';
import type { Queries, Transaction } from './hq-database.ts';

/** An account as signing in needs it. */
export interface ConsoleAccount extends ConsoleStaff {
  passwordHash: string;
  failures: Failures;
}

type Row = typeof staff.$inferSelect;

function memberOf({ id, loginName, name, roles, isActive, mustChangePassword, lockedUntilAt, lastSignedInAt }: Row): ConsoleStaff {
  return { id, loginName, name, roles, isActive, mustChangePassword, lockedUntilAt, lastSignedInAt };
}

function accountOf(row: Row | undefined): ConsoleAccount | null {
  if (!row) return null;
  const { passwordHash, failedAttempts, lastFailedAt, lockedUntilAt } = row;
  return { ...memberOf(row), passwordHash, failures: { failedAttempts, lastFailedAt, lockedUntilAt } };
}

/** Everybody with an account, by name. */
export async function listConsoleStaff(queries: Queries | Transaction): Promise<ConsoleStaff[]> {
  return (await queries.select().from(staff).orderBy(asc(staff.loginName))).map(memberOf);
}

export async function accountByLogin(queries: Queries, loginName: string): Promise<ConsoleAccount | null> {
  return accountOf((await queries.select().from(staff).where(eq(staff.loginName, loginName)))[0]);
}

/** The same, and nobody else changes it until the transaction has ended. */
export async function lockAccountByLogin(tx: Transaction, loginName: string): Promise<ConsoleAccount | null> {
  return accountOf((await tx.select().from(staff).where(eq(staff.loginName, loginName)).for('update'))[0]);
}

/** Everybody, held so until the transaction has ended: who remains an administrator is decided by one at a time. */
export async function lockConsoleStaff(tx: Transaction): Promise<ConsoleAccount[]> {
  return (await tx.select().from(staff).orderBy(asc(staff.id)).for('update')).flatMap(row => accountOf(row) ?? []);
}

export async function addAccount(tx: Transaction, { loginName, name, roles, passwordHash }: { loginName: string; name: string; roles: HeadquartersRole[]; passwordHash: string }, now: number): Promise<ConsoleStaff | null> {
  const [row] = await tx.insert(staff).values({ id: uuidv7(), loginName, name, roles, isActive: true, passwordHash, mustChangePassword: true, failedAttempts: 0, createdAt: now }).onConflictDoNothing().returning();
  return row ? memberOf(row) : null;
}

export async function changeAccount(tx: Transaction, staffId: string, changed: Partial<Pick<Row, 'name' | 'roles' | 'isActive' | 'passwordHash' | 'mustChangePassword' | 'lastSignedInAt'>>): Promise<ConsoleStaff | null> {
  const [row] = await tx.update(staff).set(changed).where(eq(staff.id, staffId)).returning();
  return row ? memberOf(row) : null;
}

export async function keepFailures(tx: Transaction, staffId: string, failures: Failures): Promise<void> {
  await tx.update(staff).set(failures).where(eq(staff.id, staffId));
}

export async function beginSession(tx: Transaction, { staffId, tokenHash }: { staffId: string; tokenHash: string }, now: number): Promise<void> {
  await tx.insert(sessions).values({ tokenHash, staffId, startedAt: now, lastActiveAt: now });
}

/** Somebody is at the keyboard of this session. */
export async function keepActive(queries: Queries, tokenHash: string, now: number): Promise<void> {
  await queries.update(sessions).set({ lastActiveAt: sql`greatest(${sessions.lastActiveAt}, ${now})` }).where(and(eq(sessions.tokenHash, tokenHash), isNull(sessions.endedAt)));
}

export async function endSession(tx: Transaction, tokenHash: string, now: number): Promise<void> {
  await tx.update(sessions).set({ endedAt: now }).where(and(eq(sessions.tokenHash, tokenHash), isNull(sessions.endedAt)));
}

/** Ends a person's sessions, all but the one named. */
export async function endSessionsOf(tx: Transaction, staffId: string, now: number, butTokenHash = ''): Promise<void> {
  await tx.update(sessions).set({ endedAt: now }).where(and(eq(sessions.staffId, staffId), isNull(sessions.endedAt), ne(sessions.tokenHash, butTokenHash)));
}
