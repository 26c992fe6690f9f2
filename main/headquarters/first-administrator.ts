import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { SecretHasher } from '../staff/hashing.ts';
import { staff } from './hq-accounts-schema.ts';
import type { Transaction } from './hq-database.ts';
import { oneTimeCode } from './one-time-code.ts';

export interface FirstLogin { loginName: string; password: string }

const loginName = 'administrator';
/** Instances that start at once print one password, not each its own. */
const printedAnewAfterMs = 60_000;

/**
 * The first account of an empty headquarters, with a password that must be changed at the first sign-in. As long as nobody has
 * done so, each later start makes another one: whoever missed the first print is not shut out. Null once somebody has.
 */
export async function inviteFirstAdministrator(tx: Transaction, hasher: SecretHasher, now: number): Promise<FirstLogin | null> {
  const [first, second] = await tx.select().from(staff).limit(2);
  const isUnclaimed = !first || (!second && first.mustChangePassword && first.createdAt < now - printedAnewAfterMs);
  if (!isUnclaimed) return null;
  const password = oneTimeCode();
  const passwordHash = await hasher.hash(password);
  if (first) await tx.update(staff).set({ passwordHash, createdAt: now, failedAttempts: 0, lockedUntilAt: null }).where(eq(staff.id, first.id));
  else {
    await tx.insert(staff).values({
      id: uuidv7(), loginName, name: '管理员', roles: ['administrator'], isActive: true, passwordHash, mustChangePassword: true,
      failedAttempts: 0, lockedUntilAt: null, createdAt: now,
    });
  }
  return { loginName: first?.loginName ?? loginName, password };
}
