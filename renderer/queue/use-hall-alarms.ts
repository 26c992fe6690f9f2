import { useQueries } from '@tanstack/react-query';
import type { Alarm } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { alarmKey } from './alarm-text.ts';

/**
 * The alarms of the whole hall. The service tells each window its own; together they are the hall's, and what several
 * windows are told is listed once.
 */
export function useHallAlarms(windowIds: readonly string[]): Alarm[] {
  const { query } = useBranch();
  const desks = useQueries({
    queries: windowIds.map(windowId => query.queue.watchDesk.experimental_liveOptions({ input: { windowId }, staleTime: 0 })),
  });
  const byKey = new Map(desks.flatMap(desk => desk.data?.alarms ?? []).map(alarm => [alarmKey(alarm), alarm]));
  return [...byKey.values()].sort((one, other) => (alarmKey(one) < alarmKey(other) ? -1 : 1));
}
