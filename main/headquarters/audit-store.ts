import { v7 as uuidv7 } from 'uuid';
import { auditTrail } from './hq-accounts-schema.ts';
import type { Transaction } from './hq-database.ts';

/** Writes down what was done at headquarters, in the transaction that does it. `by` null: a branch or the service itself. */
export async function noteDone(tx: Transaction, { action, by, branchId, detail = {}, at }: {
  action: string; by: { staffId: string; name: string } | null; branchId: string | null; detail?: Record<string, unknown>; at: number;
}): Promise<void> {
  await tx.insert(auditTrail).values({ id: uuidv7(), at, staffId: by?.staffId ?? null, staffName: by?.name ?? null, action, branchId, detail });
}
