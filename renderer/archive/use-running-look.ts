import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { OpenedLook } from '../../shared/looks.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useLookClock } from './looks/use-look-clock.ts';

/** How a look came to its end; the page says so in words. */
export type LookEnd = 'expired' | 'closed';

/**
 * The opened look of one file: taken, running, over. What it opened is kept in this state alone (never in the query
 * cache) and dropped at the moment it ends. A page loaded again takes up the look that still runs.
 */
export function useRunningLook(fileId: string) {
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const [look, setLook] = useState<OpenedLook | null>(null);
  const [end, setEnd] = useState<LookEnd | null>(null);
  const running = useRef<string | null>(null);
  running.current = look?.lookId ?? null;

  function take(opened: OpenedLook) {
    setEnd(null);
    setLook(opened);
    readTraces();
  }

  function drop(how: LookEnd) {
    setLook(null);
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

  const leftMs = useLookClock(look, () => drop('expired'));

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
        const opened = await client.looks.opened({ lookId: still.lookId });
        if (isWanted && running.current === null) restore.current(opened);
      } catch {
        // Nothing runs any more, or it cannot be told: the file stays masked and may be opened anew.
      }
    })();
    return () => { isWanted = false; };
  }, [client, fileId]);

  return { look, leftMs, end, take, close, expire: () => drop('expired') };
}

export type RunningLook = ReturnType<typeof useRunningLook>;
