import { useEffect, useRef, useState } from 'react';
import type { OpenedLook } from '../../../shared/looks.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useLookClock } from './use-look-clock.ts';

/**
 * The look at the customer in hand. What it opened lives in this state alone and goes with the customer, with the minutes,
 * or with the clerk's key, whichever comes first; a page loaded again begins masked.
 */
export function useCustomerLook() {
  const { client } = useBranch();
  const [look, setLook] = useState<OpenedLook | null>(null);
  const [hasExpired, setExpired] = useState(false);
  const running = useRef<string | null>(null);

  function take(opened: OpenedLook) {
    running.current = opened.lookId;
    setExpired(false);
    setLook(opened);
  }

  /** Masks first, then tells the service: a lost line must not leave anything readable. */
  function close() {
    const lookId = running.current;
    running.current = null;
    setLook(null);
    if (lookId !== null) client.looks.close({ lookId }).catch(() => undefined);
  }

  const leftMs = useLookClock(look, () => {
    running.current = null;
    setLook(null);
    setExpired(true);
  });

  const closing = useRef(close);
  closing.current = close;
  useEffect(() => () => closing.current(), []);

  return { look, leftSeconds: Math.max(0, Math.ceil(leftMs / 1000)), hasExpired, take, close };
}
