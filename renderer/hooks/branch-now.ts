import { useEffect, useRef, useState } from 'react';

/**
 * The branch's present time, UTC ms, ticking. A station's own clock may be minutes off, so it only measures what has
 * passed since the last picture (`asOf`, by the branch's clock) arrived.
 */
export function useBranchNow(asOf: number | undefined, everyMs = 1000): number {
  const arrival = useRef({ asOf, at: performance.now() });
  if (arrival.current.asOf !== asOf) arrival.current = { asOf, at: performance.now() };
  const [, tick] = useState(0);

  useEffect(() => {
    const timer = setInterval(() => tick(count => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);

  return asOf === undefined ? Date.now() : asOf + (performance.now() - arrival.current.at);
}

/** Whole minutes from `sinceAt` to `now`, never negative. */
export function minutesSince(sinceAt: number, now: number): number {
  return Math.max(0, Math.floor((now - sinceAt) / 60_000));
}

/** Whole seconds from `sinceAt` to `now`, never negative. */
export function secondsSince(sinceAt: number, now: number): number {
  return Math.max(0, Math.floor((now - sinceAt) / 1000));
}
