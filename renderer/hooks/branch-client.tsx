import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { BranchClient } from '../../shared/branch-contract.ts';
import { branchErrors } from '../../shared/errors.ts';
import type { SessionState } from '../../shared/staff.ts';
import type { BranchConnection, LineState } from './branch-connection.ts';
import { OfficePlace, type Office } from './office.ts';

interface Branch {
  client: BranchClient;
  /** query and key makers of TanStack Query for every procedure: `query.staff.list.queryOptions()` */
  query: RouterUtils<BranchClient>;
  connection: BranchConnection;
}

const BranchContext = createContext<Branch | null>(null);

/** Gives every part of a page the branch's client, and keeps the query cache true to line and session. */
export function BranchClientProvider({ connection, children }: { connection: BranchConnection; children: ReactNode }) {
  const branch = useMemo<Branch>(() => ({
    connection,
    client: connection.client,
    query: createTanstackQueryUtils(connection.client),
  }), [connection]);
  return <BranchContext value={branch}><CacheFollowsSession /><BranchOffice>{children}</BranchOffice></BranchContext>;
}

/** The branch's typed client and its TanStack Query side. */
export function useBranch(): Branch {
  const branch = useContext(BranchContext);
  if (!branch) throw new Error('useBranch outside of BranchClientProvider');
  return branch;
}

/** The line to the branch service: connected, or since when not. */
export function useLine(): LineState {
  const { line } = useBranch().connection;
  return useSyncExternalStore(line.subscribe, line.get);
}

/** Branch, station, signed-in person and lock; null before the service's first answer. */
export function useSession(): SessionState | null {
  const { session } = useBranch().connection;
  return useSyncExternalStore(session.subscribe, session.get);
}

function BranchOffice({ children }: { children: ReactNode }) {
  const session = useSession();
  const name = session?.branch?.name ?? '';
  const timeZone = session?.branch?.timeZone ?? null;
  const personName = session?.staff?.name ?? '';
  const office = useMemo<Office>(() => ({ name, timeZone, personName, refusals: { texts: 'errors', codes: branchErrors } }), [name, timeZone, personName]);
  return <OfficePlace value={office}>{children}</OfficePlace>;
}

/** What one person saw must not stay for the next one; what was missed while locked or cut off is read anew. */
function CacheFollowsSession() {
  const queries = useQueryClient();
  const session = useSession();
  const isConnected = useLine().kind === 'connected';
  const staffId = session?.staff?.id ?? null;
  const isLocked = session?.isLocked ?? false;
  const before = useRef({ staffId, isLocked, isConnected });

  useEffect(() => {
    const was = before.current;
    before.current = { staffId, isLocked, isConnected };
    if (was.staffId !== null && was.staffId !== staffId) {
      queries.clear();
      return;
    }
    const isBack = isConnected && !was.isConnected;
    const isUnlocked = was.isLocked && !isLocked;
    if (isBack || isUnlocked) void queries.invalidateQueries({ predicate: each => isUnlocked || !isLiveKey(each.queryKey) });
  }, [queries, staffId, isLocked, isConnected]);

  return null;
}

/** Live queries take themselves up again: see use-live.ts. */
function isLiveKey(key: readonly unknown[]): boolean {
  const options = key[1];
  return typeof options === 'object' && options !== null && 'type' in options && options.type === 'live';
}
