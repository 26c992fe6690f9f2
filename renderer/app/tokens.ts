import type { StationKind } from '../../shared/stations.ts';

/** What proves station and session, kept by the browser: the station for good, the session as long as the page's tab. */
export interface Tokens {
  station(): string | undefined;
  session(): string | undefined;
  keepStation(kind: StationKind, token: string): void;
  keepSession(token: string | null): void;
}

const stationKey = (kind: StationKind) => `branch-desk.station.${kind}`;
const SESSION = 'branch-desk.session';

/**
 * The tokens of a page of one kind. Pages of one address share the browser's storage: each kind keeps its own station,
 * and a hall display or kiosk opened beside an enrolled desk may go by the desk's.
 */
export function browserTokens(kind: StationKind, lasting: Storage = localStorage, ofTab: Storage = sessionStorage): Tokens {
  return {
    station: () => lasting.getItem(stationKey(kind)) ?? lasting.getItem(stationKey('desk')) ?? undefined,
    session: () => kind === 'desk' ? ofTab.getItem(SESSION) ?? undefined : undefined,
    keepStation: (ofKind, token) => lasting.setItem(stationKey(ofKind), token),
    keepSession: token => token === null ? ofTab.removeItem(SESSION) : ofTab.setItem(SESSION, token),
  };
}
