import { useEffect, useState } from 'react';
import type { HallCall } from './new-calls.ts';

const ALONE_MS = 8_000;
/** When more calls wait for their turn on the large place. */
const IN_COMPANY_MS = 3_000;

/** The call that fills the upper half now; each new one has its turn, for eight seconds when no other waits. */
export function useSpotlight(fresh: readonly HallCall[]): HallCall | null {
  const [turn, setTurn] = useState<{ call: HallCall | null; waiting: readonly HallCall[] }>({ call: null, waiting: [] });

  useEffect(() => {
    if (fresh.length > 0) setTurn(({ call, waiting }) => nextTurn(call, [...waiting, ...fresh]));
  }, [fresh]);

  useEffect(() => {
    if (!turn.call) return;
    const timer = setTimeout(() => setTurn(({ waiting }) => nextTurn(null, waiting)), turn.waiting.length > 0 ? IN_COMPANY_MS : ALONE_MS);
    return () => clearTimeout(timer);
  }, [turn]);

  return turn.call;
}

function nextTurn(present: HallCall | null, waiting: readonly HallCall[]) {
  const [first = null, ...rest] = waiting;
  return present ? { call: present, waiting } : { call: first, waiting: rest };
}
