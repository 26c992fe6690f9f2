import type { SyncState } from '../../shared/sync-state.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useLive } from '../hooks/use-live.ts';

/** How the line to headquarters stands, live; undefined before the first picture. Parts that follow it share one stream. */
export function useSyncState(): SyncState | undefined {
  const { query } = useBranch();
  const isSignedIn = useSession()?.staff?.id !== undefined;
  return useLive({ ...query.sync.watch.experimental_liveOptions(), enabled: isSignedIn }).picture;
}
