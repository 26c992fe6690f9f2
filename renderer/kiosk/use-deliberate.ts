import { useCallback, useEffect, useRef } from 'react';

/** So long after a step has appeared a touch may still belong to the step before. */
const SETTLES_MS = 500;

/**
 * Runs what a touch asks for, unless the step has only just appeared: the second tap of a double tap would otherwise
 * press whatever came to lie under the finger, and take a ticket nobody wanted.
 */
export function useDeliberate(step: string): (act: () => void) => void {
  const shownAtMs = useRef(0);
  useEffect(() => {
    shownAtMs.current = Date.now();
  }, [step]);
  return useCallback((act: () => void) => {
    if (Date.now() - shownAtMs.current >= SETTLES_MS) act();
  }, []);
}
