/** How many wrong passwords in a row lock an account, and for how long. */
export const mostFailures = 5;
export const lockOutMinutes = 15;

const lockOutMs = lockOutMinutes * 60_000;

/** What is remembered of wrong passwords for one login name. */
export interface Failures {
  failedAttempts: number;
  /** UTC ms */
  lastFailedAt: number | null;
  lockedUntilAt: number | null;
}

export const noFailures: Failures = { failedAttempts: 0, lastFailedAt: null, lockedUntilAt: null };

/** UTC ms until which nobody gets in by this login name, or null. */
export function lockedOutUntil({ lockedUntilAt }: Failures, nowMs: number): number | null {
  return lockedUntilAt !== null && nowMs < lockedUntilAt ? lockedUntilAt : null;
}

/**
 * The failures after one more wrong password. Failures are forgotten as long after the last one as a lock-out lasts:
 * waiting then gains a guesser nothing over being locked out, and in any 15 minutes at most 5 guesses are answered.
 */
export function afterFailure(failures: Failures, nowMs: number): Failures {
  const failedAttempts = (hasFaded(failures, nowMs) ? 0 : failures.failedAttempts) + 1;
  const isLockedOut = failedAttempts >= mostFailures;
  return { failedAttempts, lastFailedAt: nowMs, lockedUntilAt: isLockedOut ? nowMs + lockOutMs : null };
}

/** Wrong passwords that may still follow before the lock-out. */
export function attemptsLeft({ failedAttempts }: Failures): number {
  return Math.max(0, mostFailures - failedAttempts);
}

/** True when the failures no longer count and need not be kept. */
export function hasFaded({ lastFailedAt, lockedUntilAt }: Failures, nowMs: number): boolean {
  if (lockedUntilAt !== null) return nowMs >= lockedUntilAt;
  return lastFailedAt === null || nowMs >= lastFailedAt + lockOutMs;
}
