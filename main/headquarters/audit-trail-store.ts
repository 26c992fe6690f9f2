import { and, desc, eq, gte, lt, lte } from 'drizzle-orm';
import type { AuditEntry } from '../../shared/console-session.ts';
import type { ConsoleInputs } from '../../shared/headquarters-console.ts';
import { auditTrail } from './hq-accounts-schema.ts';
import type { Transaction } from './hq-database.ts';
import { branches } from './hq-schema.ts';

const pageSize = 100;

/** What was done at headquarters, newest first. Keys are made in the order of time, so they are what a page goes on from. */
export async function readTrail(tx: Transaction, { staffId, branchId, action, fromAt, toAt, before }: ConsoleInputs['audit']['list']): Promise<{ entries: AuditEntry[]; hasMore: boolean }> {
  const rows = await tx.select({
    id: auditTrail.id, at: auditTrail.at, staffName: auditTrail.staffName, action: auditTrail.action, branchId: auditTrail.branchId, branchName: branches.name, detail: auditTrail.detail,
  }).from(auditTrail).leftJoin(branches, eq(branches.branchId, auditTrail.branchId)).where(and(
    staffId === null ? undefined : eq(auditTrail.staffId, staffId), branchId === null ? undefined : eq(auditTrail.branchId, branchId), action === null ? undefined : eq(auditTrail.action, action),
    fromAt === null ? undefined : gte(auditTrail.at, fromAt), toAt === null ? undefined : lte(auditTrail.at, toAt), before === null ? undefined : lt(auditTrail.id, before),
  )).orderBy(desc(auditTrail.id)).limit(pageSize + 1);
  return { entries: rows.slice(0, pageSize).map(({ detail, ...entry }) => ({ ...entry, detail: detail as Record<string, unknown> })), hasMore: rows.length > pageSize };
}
