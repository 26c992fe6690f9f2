/**
 * When a look is over. A branch's clock may be set back while a look is open, so its minutes are counted twice: by the
 * wall clock, and by the process's own time, which nobody can set. Whichever ends first ends the look.
 */
export interface LookTime {
  openedAt: number;
  expiresAt: number;
  closedAt: number | null;
}

/** Ends by the process's own time, of looks this process has seen. Look ids are never used twice. */
const endings = new Map<string, number>();

/**
 * Milliseconds a look still runs; 0 when it is over. All times in milliseconds, `nowMs` UTC, `steadyMs` the process's own.
 * After a restart of the service a look has at most its minutes again; a clock before its opening ends it.
 */
export function timeLeft(lookId: string, { openedAt, expiresAt, closedAt }: LookTime, nowMs: number, steadyMs: number): number {
  if (closedAt !== null) return 0;
  const known = endings.get(lookId);
  // Once over it stays over, wherever the clock goes afterwards.
  const isOver = nowMs < openedAt || nowMs >= expiresAt;
  const endsSteady = Math.min(known ?? Infinity, isOver ? steadyMs : steadyMs + expiresAt - nowMs);
  if (known === undefined) forgetEnded(steadyMs);
  endings.set(lookId, endsSteady);
  return isOver ? 0 : Math.max(0, Math.min(expiresAt - nowMs, endsSteady - steadyMs));
}

/** An ended look needs its ending no longer than a clock could be set back; a day is plenty. */
const keptMs = 24 * 60 * 60_000;

function forgetEnded(steadyMs: number): void {
  for (const [lookId, endsSteady] of endings) if (steadyMs - endsSteady > keptMs) endings.delete(lookId);
}
