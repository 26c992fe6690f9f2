import { useBranch } from './branch-client.tsx';

/** Locks this session at once; without a line the page is covered all the same. Does nothing when nobody is signed in. */
export function useLock(): () => void {
  return useBranch().connection.lock;
}
