import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { ConsoleState } from '../../shared/console-session.ts';
import { headquartersErrors, type HeadquartersRole } from '../../shared/headquarters-errors.ts';
import type { ConsoleClient } from '../../shared/headquarters-console.ts';
import { OfficePlace, type Office } from '../hooks/office.ts';
import type { ConsoleConnection } from './console-connection.ts';

interface Headquarters {
  client: ConsoleClient;
  /** query and key makers of TanStack Query for every procedure */
  query: RouterUtils<ConsoleClient>;
  connection: ConsoleConnection;
}

const HeadquartersContext = createContext<Headquarters | null>(null);

/** Gives every part of the console headquarters' client, and lets nobody see what somebody else had read. */
export function HeadquartersProvider({ connection, children }: { connection: ConsoleConnection; children: ReactNode }) {
  const headquarters = useMemo<Headquarters>(() => ({ connection, client: connection.client, query: createTanstackQueryUtils(connection.client) }), [connection]);
  return <HeadquartersContext value={headquarters}><CacheFollowsPerson /><HeadquartersOffice>{children}</HeadquartersOffice></HeadquartersContext>;
}

export function useHeadquarters(): Headquarters {
  const headquarters = useContext(HeadquartersContext);
  if (!headquarters) throw new Error('useHeadquarters outside of HeadquartersProvider');
  return headquarters;
}

/** Who is signed in, and where; null before the first answer. */
export function useConsoleState(): ConsoleState | null {
  const { state } = useHeadquarters().connection;
  return useSyncExternalStore(state.subscribe, state.get);
}

/** UTC ms since when headquarters has not answered; null: it did. */
export function useAwaySince(): number | null {
  const { awaySinceAt } = useHeadquarters().connection;
  return useSyncExternalStore(awaySinceAt.subscribe, awaySinceAt.get);
}

/** Whether the person at this page has one of these roles. */
export function useMay(...roles: readonly HeadquartersRole[]): boolean {
  const held = useConsoleState()?.staff?.roles ?? [];
  return roles.some(role => held.includes(role));
}

function HeadquartersOffice({ children }: { children: ReactNode }) {
  const state = useConsoleState();
  const name = state?.headquarters.name ?? '';
  const personName = state?.staff?.name ?? '';
  const office = useMemo<Office>(() => ({ name, timeZone: null, personName, refusals: { texts: 'headquartersErrors', codes: headquartersErrors } }), [name, personName]);
  return <OfficePlace value={office}>{children}</OfficePlace>;
}

function CacheFollowsPerson() {
  const queries = useQueryClient();
  const staffId = useConsoleState()?.staff?.id ?? null;
  const before = useRef(staffId);
  useEffect(() => {
    if (before.current !== null && before.current !== staffId) queries.clear();
    before.current = staffId;
  }, [queries, staffId]);
  return null;
}
