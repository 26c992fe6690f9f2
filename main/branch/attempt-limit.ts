/** Counts attempts per key within a sliding minute, in memory. */
export interface AttemptLimit {
  /** Takes one attempt; answers the seconds to wait when there is none left, else null. */
  take(key: string, nowMs: number): number | null;
  /** Gives back the newest attempt: it turned out to be right. */
  giveBack(key: string): void;
}

const windowMs = 60_000;
/** Keys come from connections; more than this many are swept of those that no longer count. */
const sweepAbove = 1000;

export function limitAttempts(mostPerMinute: number): AttemptLimit {
  const attempts = new Map<string, number[]>();

  function sweep(nowMs: number): void {
    for (const [key, times] of attempts) if ((times.at(-1) ?? 0) <= nowMs - windowMs) attempts.delete(key);
  }

  return {
    take(key, nowMs) {
      if (attempts.size > sweepAbove) sweep(nowMs);
      const recent = (attempts.get(key) ?? []).filter(at => at > nowMs - windowMs);
      attempts.set(key, recent);
      const oldest = recent[0];
      if (oldest !== undefined && recent.length >= mostPerMinute) return Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1000));
      recent.push(nowMs);
      return null;
    },
    giveBack(key) {
      attempts.get(key)?.pop();
    },
  };
}
