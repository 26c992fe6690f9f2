import { useEffect, useRef, useState } from 'react';
import type { OpenedLook } from '../../../shared/looks.ts';

const tickMs = 1000;

/**
 * Milliseconds that an opened look still runs, measured from its arrival by this machine's two clocks: a clock that was
 * set back, or a machine that slept, must not lengthen a look. `onOver` is called once the time is up; 0 without a look.
 */
export function useLookClock(look: OpenedLook | null, onOver: () => void): number {
  const [leftMs, setLeftMs] = useState(0);
  const over = useRef(onOver);
  over.current = onOver;

  useEffect(() => {
    if (!look) return undefined;
    const wholeMs = look.expiresAt - look.asOf;
    const arrived = { wallMs: Date.now(), steadyMs: performance.now() };
    const measure = () => {
      const left = wholeMs - Math.max(Date.now() - arrived.wallMs, performance.now() - arrived.steadyMs);
      setLeftMs(left);
      if (left <= 0) over.current();
    };
    setLeftMs(wholeMs);
    const timer = setInterval(measure, tickMs);
    const atEnd = setTimeout(measure, Math.max(0, wholeMs) + 1);
    // Timers rest in a hidden page.
    document.addEventListener('visibilitychange', measure);
    return () => {
      clearInterval(timer);
      clearTimeout(atEnd);
      document.removeEventListener('visibilitychange', measure);
    };
  }, [look]);

  return look ? leftMs : 0;
}
