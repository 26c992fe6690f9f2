import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHeadquarters } from './use-headquarters.tsx';

/** For questions whose answer a page shows as it is now: asked anew when something at headquarters has changed, and now and then in any case. */
export const shownLive = { staleTime: 0, refetchInterval: 30_000, meta: { isShownLive: true } } as const;

/** However much changes, a page is read anew at most so often. */
const leastPauseMs = 1_500;

/** Keeps what is shown live as it is at headquarters, as long as somebody looks at this page. */
export function useShownLive(): void {
  const { client } = useHeadquarters();
  const queries = useQueryClient();
  useEffect(() => {
    const left = new AbortController();
    void keepAsking(left.signal);
    return () => left.abort();

    async function keepAsking(signal: AbortSignal): Promise<void> {
      let seen: string | null = null;
      while (!signal.aborted) {
        if (document.visibilityState === 'hidden') {
          await isLookedAt(signal);
          seen = null;
        }
        const answer: { seen: string } | null = await client.live.changed({ seen }, { signal }).catch(() => null);
        // Nothing is known of the time before the first answer, nor of a time without one.
        if (answer && answer.seen !== seen) await queries.invalidateQueries({ predicate: ({ meta }) => meta?.['isShownLive'] === true });
        seen = answer?.seen ?? null;
        await pause(leastPauseMs, signal);
      }
    }
  }, [client, queries]);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

function isLookedAt(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
