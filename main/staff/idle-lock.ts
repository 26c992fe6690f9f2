/** A session outlives a long shift, not a night: then the password is asked again. */
export const longestSessionHours = 16;

export interface SessionTimes {
  /** UTC ms */
  startedAt: number;
  /** UTC ms, when somebody was last at the keyboard */
  lastActiveAt: number;
}

/** When the session ends by itself, UTC ms. */
export function sessionEndsAt({ startedAt }: SessionTimes): number {
  return startedAt + longestSessionHours * 3_600_000;
}

/** When the session locks by itself if nobody touches anything, UTC ms; 0 minutes never locks, so then it is the end. */
export function sessionLocksAt(times: SessionTimes, idleLockMinutes: number): number {
  const endsAt = sessionEndsAt(times);
  return idleLockMinutes === 0 ? endsAt : Math.min(endsAt, times.lastActiveAt + idleLockMinutes * 60_000);
}

/** What time alone has made of the session. */
export function sessionByTime(times: SessionTimes, idleLockMinutes: number, nowMs: number): 'active' | 'idle' | 'over' {
  if (nowMs >= sessionEndsAt(times)) return 'over';
  return nowMs >= sessionLocksAt(times, idleLockMinutes) ? 'idle' : 'active';
}
