import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useLive } from '../hooks/use-live.ts';

/** The notices on this person's desk, live; undefined before the first picture. Parts that follow them share one stream. */
export function useDeskNotices() {
  const { query } = useBranch();
  const staffId = useSession()?.staff?.id;
  // The person is part of the key: what one has read is never shown as what the next one at this machine has.
  const options = query.notices.watchDesk.experimental_liveOptions();
  return useLive({ ...options, queryKey: [...options.queryKey, staffId] as never, enabled: staffId !== undefined }).picture;
}
