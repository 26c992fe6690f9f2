import { useEffect, useRef, useState } from 'react';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useLock } from '../hooks/use-lock.ts';

const WARN_BEFORE_MS = 30_000;
// Well under the shortest idle time of one minute: the service counts from the last touch, not from the last key.
const TOUCH_EVERY_MS = 15_000;
const activities = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/**
 * Locks this page after the branch's idle time and tells the service, at most every 15 seconds, that somebody is there.
 * The service locks by itself as well; this is for the eyes. Returns the seconds left while warning, else null.
 */
export function useIdleLock(): number | null {
  const { client } = useBranch();
  const session = useSession();
  const lock = useLock();
  const idleMs = (session?.branch?.idleLockMinutes ?? 0) * 60_000;
  const isAtWork = Boolean(session?.staff) && !session?.isLocked && idleMs > 0;
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const lastActiveMs = useRef(0);
  const lastTouchMs = useRef(0);

  useEffect(() => {
    if (!isAtWork) return;
    lastActiveMs.current = Date.now();

    function active() {
      const nowMs = Date.now();
      lastActiveMs.current = nowMs;
      setSecondsLeft(null);
      if (nowMs - lastTouchMs.current < TOUCH_EVERY_MS) return;
      lastTouchMs.current = nowMs;
      // Without a line there is nothing to keep open.
      client.session.touch().catch(() => undefined);
    }

    const timer = setInterval(() => {
      const leftMs = lastActiveMs.current + idleMs - Date.now();
      if (leftMs <= 0) {
        setSecondsLeft(null);
        lock();
      } else setSecondsLeft(leftMs <= Math.min(WARN_BEFORE_MS, idleMs / 2) ? Math.ceil(leftMs / 1000) : null);
    }, 1000);
    for (const activity of activities) window.addEventListener(activity, active, { passive: true });
    return () => {
      clearInterval(timer);
      setSecondsLeft(null);
      for (const activity of activities) window.removeEventListener(activity, active);
    };
  }, [isAtWork, idleMs, client, lock]);

  return secondsLeft;
}
