import { and, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { AuditedAction } from '../../shared/console-session.ts';
import { auditTrail } from './hq-accounts-schema.ts';
import type { Transaction } from './hq-database.ts';

/**
 * Writes down what was done at headquarters, in the transaction that does it. `by` null: a branch or the service itself.
 * `commandId`: of a command whose repeat is answered by `doneBefore`.
 */
export async function noteDone(tx: Transaction, { action, by, branchId, detail = {}, commandId, at }: {
  action: AuditedAction; by: { staffId: string; name: string } | null; branchId: string | null; detail?: Record<string, unknown>; commandId?: string; at: number;
}): Promise<void> {
  await tx.insert(auditTrail).values({ id: uuidv7(), at, staffId: by?.staffId ?? null, staffName: by?.name ?? null, action, branchId, detail, commandId: commandId ?? null });
}

/** What this command noted when it was done before, its answer having been lost; null: it was not. */
export async function doneBefore(tx: Transaction, commandId: string, action: AuditedAction): Promise<Record<string, unknown> | null> {
  const [entry] = await tx.select({ detail: auditTrail.detail }).from(auditTrail).where(and(eq(auditTrail.commandId, commandId), eq(auditTrail.action, action)));
  return entry ? entry.detail as Record<string, unknown> : null;
}
