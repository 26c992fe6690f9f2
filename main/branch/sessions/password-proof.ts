import { createHmac } from 'node:crypto';
import { refuse } from '../../../shared/errors.ts';
import type { Transaction } from '../../database/database.ts';
import { afterFailure, attemptsLeft, lockedOutUntil, lockOutMinutes, noFailures, type Failures } from '../../staff/lock-out.ts';
import { accountByLoginName, failuresOfUnknownName, recordStaffEvents, saveFailures, saveFailuresOfUnknownName, type Account } from '../../staff/staff-store.ts';
import type { StaffParts } from '../staff-parts.ts';

export interface Claim {
  loginName: string;
  password: string;
  stationId: string | null;
}

type Outcome<Result> = { kind: 'proven'; result: Result } | { kind: 'wrong'; attemptsLeft: number } | { kind: 'lockedOut'; untilAt: number };

/**
 * Runs `whenProven` in the writer once the password is proven to be the account's.
 *
 * The slow comparison happens outside the writer; its outcome counts only inside it, one after another, so that of any
 * number of guesses sent at once at most five are answered. A name that nobody has, or whose account is inactive, gets
 * the same work, the same counting and the same answers as a wrong password.
 *
 * Errors: WRONG_CREDENTIALS with the attempts left, ACCOUNT_LOCKED (UTC ms), and whatever `whenProven` refuses.
 */
export async function provePassword<Result>(
  { database, clock, hasher, branch }: StaffParts,
  { loginName, password, stationId }: Claim,
  whenProven: (tx: Transaction, account: Account) => Promise<Result>,
): Promise<Result> {
  // The branch's id is told to nobody, so nobody else can make or read these keys.
  const nameKey = createHmac('sha256', branch()?.id ?? '').update(loginName).digest('hex');

  const before = await database.read(async queries => {
    const account = await accountByLoginName(queries, loginName);
    return { account, failures: account?.failures ?? await failuresOfUnknownName(queries, nameKey) };
  });
  const untilAt = lockedOutUntil(before.failures, clock.now());
  if (untilAt !== null) refuse('ACCOUNT_LOCKED', { untilAt });

  const matches = await hasher.matches(before.account?.passwordHash ?? null, password);

  const outcome = await database.change<Outcome<Result>>(async tx => {
    const account = await accountByLoginName(tx, loginName);
    const failures = account?.failures ?? await failuresOfUnknownName(tx, nameKey);
    const lockedUntilAt = lockedOutUntil(failures, clock.now());
    if (lockedUntilAt !== null) return { kind: 'lockedOut', untilAt: lockedUntilAt };
    // The password may have been changed while the old one was compared.
    const isProven = matches && account?.isActive && account.passwordHash === before.account?.passwordHash;
    if (!account || !isProven) return countFailure(tx, account, failures);
    if (failures.failedAttempts > 0) await saveFailures(tx, account.id, noFailures);
    return { kind: 'proven', result: await whenProven(tx, account) };
  });

  if (outcome.kind === 'wrong') refuse('WRONG_CREDENTIALS', { attemptsLeft: outcome.attemptsLeft });
  if (outcome.kind === 'lockedOut') refuse('ACCOUNT_LOCKED', { untilAt: outcome.untilAt });
  return outcome.result;

  async function countFailure(tx: Transaction, account: Account | null, failures: Failures): Promise<Outcome<Result>> {
    const at = clock.now();
    const next = afterFailure(failures, at);
    if (account) {
      await saveFailures(tx, account.id, next);
      const kinds = next.lockedUntilAt === null ? ['signInFailed'] as const : ['signInFailed', 'lockedOut'] as const;
      await recordStaffEvents(tx, kinds.map(kind => ({ at, staffId: account.id, kind, stationId })));
    } else {
      await saveFailuresOfUnknownName(tx, nameKey, next, at - lockOutMinutes * 60_000);
    }
    return next.lockedUntilAt === null ? { kind: 'wrong', attemptsLeft: attemptsLeft(next) } : { kind: 'lockedOut', untilAt: next.lockedUntilAt };
  }
}
