import { sql } from 'drizzle-orm';
import { refuse } from '../../shared/errors.ts';
import type { Transaction } from '../database/database.ts';
import { noPassword } from './hashing.ts';
import { weaknessOf } from './password-rule.ts';
import { recordStaffEvents, savePassword } from './staff-store.ts';

export interface FirstPassword { staffId: string; loginName: string; password: string; passwordHash: string }

/**
 * Where the people came back and their passwords did not: nobody has one, but this one person, who hands out those of the others.
 * Errors: PASSWORD_TOO_WEAK.
 */
export async function beginPasswordsAnew(tx: Transaction, { staffId, loginName, password, passwordHash }: FirstPassword, at: number): Promise<void> {
  const reason = weaknessOf(password, loginName);
  if (reason) refuse('PASSWORD_TOO_WEAK', { reason });
  await tx.run(sql`insert into staff_credentials (staffId, passwordHash, mustChangePassword, failedAttempts) select id, ${noPassword}, 1, 0 from staff where true on conflict (staffId) do nothing`);
  await savePassword(tx, staffId, { passwordHash, mustChangePassword: false });
  await recordStaffEvents(tx, [{ at, staffId, kind: 'passwordReset', details: { cause: 'rebuild' } }]);
}
