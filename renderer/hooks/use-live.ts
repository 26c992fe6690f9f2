import { useQuery, type DefaultError, type UseQueryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLine } from './branch-client.tsx';
import { isLineLost } from './branch-connection.ts';

export interface Live<Picture, Refusal> {
  /** the newest picture; the last one known while the line is away; undefined before the first */
  picture: Picture | undefined;
  /** true while the picture may be behind the truth */
  isStale: boolean;
  /** UTC ms since which the line has been away; null while it is there */
  staleSinceAt: number | null;
  /** a refusal of the service, not a lost line */
  error: Refusal | null;
}

const PAUSE_BEFORE_REPEAT_MS = 500;

/**
 * Follows a live picture: `useLive(query.queue.watchHall.experimental_liveOptions())`.
 * After a lost line it starts again by itself; parts of a page that follow the same picture share one stream.
 */
export function useLive<Picture, Refusal = DefaultError>(options: UseQueryOptions<Picture, Refusal>): Live<Picture, Refusal> {
  const line = useLine();
  const { data, error, fetchStatus, failureCount, isSuccess, refetch } = useQuery<Picture, Refusal>({
    ...options,
    retry: (_count, failure) => isLineLost(failure),
    retryDelay: PAUSE_BEFORE_REPEAT_MS,
    staleTime: 0,
  });

  // A stream that ends in good order (the service shuts down, a session ended) has to be asked for again.
  const hasEnded = isSuccess && fetchStatus === 'idle' && options.enabled !== false;
  useEffect(() => {
    if (!hasEnded) return;
    const timer = setTimeout(() => void refetch(), PAUSE_BEFORE_REPEAT_MS);
    return () => clearTimeout(timer);
  }, [hasEnded, refetch]);

  const isAway = line.kind === 'reconnecting' || line.kind === 'lost';
  return {
    picture: data,
    isStale: line.kind !== 'connected' || hasEnded || failureCount > 0,
    staleSinceAt: isAway ? line.sinceAt : null,
    error: isLineLost(error) ? null : error,
  };
}
