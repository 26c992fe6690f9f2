import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { OpenedLook } from '../../shared/looks.ts';
import { useBranch } from '../hooks/branch-client.tsx';

/** How a look came to its end; the page says so in words. */
export type LookEnd = 'expired' | 'closed';

/** What arrived, and by this machine's two clocks when: what is left is measured from here. */
interface Arrival { look: OpenedLook; wallMs: number; steadyMs: number }

const tickMs = 1000;

/**
 * The opened look of one file: taken, running, over. What it opened is kept in this state alone (never in the query
 * cache) and dropped at the moment it ends. A page loaded again takes up the look that still runs.
 */
export function useRunningLook(fileId: string) {
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [end, setEnd] = useState<LookEnd | null>(null);
  const [leftMs, setLeftMs] = useState(0);
  const running = useRef<string | null>(null);
  running.current = arrival?.look.lookId ?? null;

  function take(look: OpenedLook) {
    setEnd(null);
    setLeftMs(look.expiresAt - look.asOf);
    setArrival({ look, wallMs: Date.now(), steadyMs: performance.now() });
    readTraces();
  }

  function drop(how: LookEnd) {
    setArrival(null);
    setEnd(how);
    readTraces();
  }

  /** Masks first, then tells the service: a lost line must not leave anything readable. */
  function close() {
    const lookId = running.current;
    if (lookId === null) return;
    drop('closed');
    client.looks.close({ lookId }).catch(() => undefined).finally(readTraces);
  }

  function readTraces() {
    void queries.invalidateQueries({ queryKey: query.accessLog.traceOfFile.key({ input: { fileId } }) });
    void queries.invalidateQueries({ queryKey: query.looks.mine.key() });
  }

  useEffect(() => {
    if (!arrival) return undefined;
    const { look, wallMs, steadyMs } = arrival;
    const wholeMs = look.expiresAt - look.asOf;
    const measure = () => {
      // A clock that was set back, or a machine that slept, must not lengthen a look: the clock that ran further counts.
      const passedMs = Math.max(Date.now() - wallMs, performance.now() - steadyMs);
      const left = wholeMs - passedMs;
      setLeftMs(left);
      if (left <= 0) newest.current('expired');
    };
    const timer = setInterval(measure, tickMs);
    const atEnd = setTimeout(measure, Math.max(0, wholeMs) + 1);
    document.addEventListener('visibilitychange', measure);
    return () => {
      clearInterval(timer);
      clearTimeout(atEnd);
      document.removeEventListener('visibilitychange', measure);
    };
  }, [arrival]);
  const newest = useRef(drop);
  newest.current = drop;

  // Loaded again, or come back to: what was opened is still open for this person.
  const restore = useRef(take);
  restore.current = take;
  useEffect(() => {
    let isWanted = true;
    void (async () => {
      try {
        const mine = await client.looks.mine();
        const still = mine.find(each => each.fileId === fileId);
        if (!still || !isWanted) return;
        const look = await client.looks.opened({ lookId: still.lookId });
        if (isWanted && running.current === null) restore.current(look);
      } catch {
        // Nothing runs any more, or it cannot be told: the file stays masked and may be opened anew.
      }
    })();
    return () => { isWanted = false; };
  }, [client, fileId]);

  return { look: arrival?.look ?? null, leftMs, end, take, close, expire: () => drop('expired') };
}

export type RunningLook = ReturnType<typeof useRunningLook>;
