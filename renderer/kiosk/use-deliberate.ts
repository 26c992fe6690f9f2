import { useCallback, useEffect, useRef } from 'react';

/** So long after a step has appeared a touch may still belong to the step before. */
const SETTLES_MS = 500;

/**
 * Runs what a touch asks for, unless the step has only just appeared: the second tap of a double tap would otherwise
 * press whatever came to lie under the finger, and take a ticket nobody wanted.
 */
export function useDeliberate(step: string): (act: () => void) => void {
  const shownAtMs = useRef(0);
  const before = useRef(step);
  useEffect(() => {
    // The first step a kiosk shows follows no touch.
    if (before.current !== step) shownAtMs.current = Date.now();
    before.current = step;
  }, [step]);
  return useCallback((act: () => void) => {
    if (Date.now() - shownAtMs.current >= SETTLES_MS) act();
  }, []);
}
