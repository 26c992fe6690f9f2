import { useEffect, useRef, useState } from 'react';

const touches = ['pointerdown', 'keydown'] as const;

/** Calls `onIdle` once nobody has touched the screen for so long while `isCounting`; a change of `step` begins anew. Returns the seconds left. */
export function useIdle(step: string, isCounting: boolean, idleAfterSeconds: number, onIdle: () => void): number {
  const newest = useRef(onIdle);
  newest.current = onIdle;
  const [secondsLeft, setSecondsLeft] = useState(idleAfterSeconds);
  useEffect(() => {
    setSecondsLeft(idleAfterSeconds);
    if (!isCounting) return;
    let left = idleAfterSeconds;
    const again = () => { left = idleAfterSeconds; setSecondsLeft(left); };
    const timer = setInterval(() => {
      left -= 1;
      setSecondsLeft(left);
      if (left <= 0) newest.current();
    }, 1000);
    for (const touch of touches) window.addEventListener(touch, again);
    return () => {
      clearInterval(timer);
      for (const touch of touches) window.removeEventListener(touch, again);
    };
  }, [step, isCounting, idleAfterSeconds]);
  return secondsLeft;
}
