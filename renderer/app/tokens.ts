/** What proves station and session, kept by the browser: the station for good, the session as long as the page's tab. */
export interface Tokens {
  station(): string | undefined;
  session(): string | undefined;
  keepStation(token: string): void;
  keepSession(token: string | null): void;
}

const STATION = 'branch-desk.station';
const SESSION = 'branch-desk.session';

export function browserTokens(lasting: Storage = localStorage, ofTab: Storage = sessionStorage): Tokens {
  return {
    station: () => lasting.getItem(STATION) ?? undefined,
    session: () => ofTab.getItem(SESSION) ?? undefined,
    keepStation: token => lasting.setItem(STATION, token),
    keepSession: token => token === null ? ofTab.removeItem(SESSION) : ofTab.setItem(SESSION, token),
  };
}
