import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { afterFailure, attemptsLeft, hasFaded, lockedOutUntil, noFailures, type Failures } from '../staff/lock-out.ts';
import { noteDone } from './audit-store.ts';
import { accountByLogin, keepFailures, lockAccountByLogin, type ConsoleAccount } from './console-staff-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import type { Transaction } from './hq-database.ts';

type Outcome<Result> = { kind: 'proven'; result: Result } | { kind: 'wrong'; attemptsLeft: number } | { kind: 'lockedOut'; untilAt: number };

/** Login names that nobody has, and wrong guesses at them. More than this many are swept of those that no longer count. */
const mostUnknownNames = 10_000;

/**
 * Proves passwords. The slow comparison happens outside of the transaction; its outcome counts only under a lock on the account's
 * row, so that of any number of guesses sent at once at most five are answered. A name that nobody has gets the same work and the
 * same answers, counted by each instance for itself.
 */
export function passwordProof({ database, clock, hasher }: HeadquartersParts) {
  const unknownNames = new Map<string, Failures>();

  /** Runs `whenProven` once the password is proven. Errors: WRONG_CREDENTIALS, ACCOUNT_LOCKED, and what `whenProven` refuses. */
  return async function prove<Result>({ loginName, password }: { loginName: string; password: string }, whenProven: (tx: Transaction, account: ConsoleAccount) => Promise<Result>): Promise<Result> {
    const before = await accountByLogin(database.queries, loginName);
    const untilAt = lockedOutUntil(before?.failures ?? failuresOfUnknown(loginName), clock.now());
    if (untilAt !== null) refuseAtHeadquarters('ACCOUNT_LOCKED', { untilAt });
    const matches = await hasher.matches(before?.passwordHash ?? null, password);

    const outcome = before ? await database.transact(tx => decide(tx, before, matches, whenProven)) : wrong(countUnknown(loginName));
    if (outcome.kind === 'wrong') refuseAtHeadquarters('WRONG_CREDENTIALS', { attemptsLeft: outcome.attemptsLeft });
    if (outcome.kind === 'lockedOut') refuseAtHeadquarters('ACCOUNT_LOCKED', { untilAt: outcome.untilAt });
    return outcome.result;
  };

  async function decide<Result>(tx: Transaction, before: ConsoleAccount, matches: boolean, whenProven: (tx: Transaction, account: ConsoleAccount) => Promise<Result>): Promise<Outcome<Result>> {
    const account = await lockAccountByLogin(tx, before.loginName);
    if (!account) return wrong(countUnknown(before.loginName));
    const untilAt = lockedOutUntil(account.failures, clock.now());
    if (untilAt !== null) return { kind: 'lockedOut', untilAt };
    // The password may have been changed while the old one was compared.
    if (matches && account.isActive && account.passwordHash === before.passwordHash) {
      if (account.failures.failedAttempts > 0) await keepFailures(tx, account.id, noFailures);
      return { kind: 'proven', result: await whenProven(tx, account) };
    }
    const failures = afterFailure(account.failures, clock.now());
    await keepFailures(tx, account.id, failures);
    await noteDone(tx, { action: 'signInFailed', by: { staffId: account.id, name: account.name }, branchId: null, detail: { attempts: failures.failedAttempts, lockedUntilAt: failures.lockedUntilAt }, at: clock.now() });
    return wrong(failures);
  }

  function failuresOfUnknown(loginName: string): Failures {
    const failures = unknownNames.get(loginName);
    return failures && !hasFaded(failures, clock.now()) ? failures : noFailures;
  }

  function countUnknown(loginName: string): Failures {
    if (unknownNames.size >= mostUnknownNames) for (const [name, each] of unknownNames) if (hasFaded(each, clock.now())) unknownNames.delete(name);
    const failures = afterFailure(failuresOfUnknown(loginName), clock.now());
    if (unknownNames.size < mostUnknownNames) unknownNames.set(loginName, failures);
    return failures;
  }
}

function wrong(failures: Failures): Outcome<never> {
  return failures.lockedUntilAt === null ? { kind: 'wrong', attemptsLeft: attemptsLeft(failures) } : { kind: 'lockedOut', untilAt: failures.lockedUntilAt };
}
