import { useQuery } from '@tanstack/react-query';
import { useBranch, useSession } from '../hooks/branch-client.tsx';

/** The visit in hand at the clerk's own window; null at no window, or between two customers. */
export function useServedVisit(isClerk: boolean) {
  const { query } = useBranch();
  const staffId = useSession()?.staff?.id;
  const windows = useQuery({ ...query.queue.listWindows.queryOptions({ staleTime: 0 }), enabled: isClerk });
  const windowId = windows.data?.find(each => each.clerkId === staffId)?.id ?? '';
  const visit = useQuery({ ...query.counter.currentVisit.queryOptions({ input: { windowId }, staleTime: 0, gcTime: 0 }), enabled: windowId !== '' });
  return { visit: visit.data ?? null, isReading: isClerk && (windows.isPending || (windowId !== '' && visit.isPending)) };
}
