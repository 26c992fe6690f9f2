import { v7 as uuidv7 } from 'uuid';
import type { Connection } from './caller.ts';

/** A signed-in session as long as the service runs; every connection that presented its token shows this same object. */
export interface LiveSession extends NonNullable<Connection['session']> {
  loginName: string;
  stationId: string;
  mustChangePassword: boolean;
  hasPin: boolean;
  startedAt: number;
  /** somebody was at the keyboard, UTC ms */
  lastActiveAt: number;
  /** the value of `lastActiveAt` that the database has */
  savedActiveAt: number;
}

/**
 * Who is connected, as whom. The one place where a change of standing (revoked, signed out, locked, other roles)
 * reaches every open connection at once, including the live pictures they watch.
 */
export interface LiveConnections {
  open(start: { isLocal: boolean; station: Connection['station'] }): Connection;
  close(connection: Connection): void;
  readonly count: number;
  /** Lets the connection speak for the station, until it closes or the station is revoked. */
  setStation(connection: Connection, station: NonNullable<Connection['station']>): void;
  /** The session as it is known in memory, connected or not. */
  knownSession(sessionId: string): LiveSession | null;
  sessionOf(connection: Connection): LiveSession | null;
  sessions(): Iterable<LiveSession>;
  attach(connection: Connection, session: LiveSession): void;
  /** Applies a change to the sessions chosen, on all their connections. */
  changeSessions(which: (session: LiveSession) => boolean, change: (session: LiveSession) => void): void;
  /** Forgets the sessions chosen; their connections stay open with nobody signed in. */
  endSessions(which: (session: LiveSession) => boolean): void;
  /** Takes a revoked station's standing, and its sessions, from all its connections. */
  revokeStation(stationId: string): void;
  /** Calls `listener` after each change of this connection's standing. Returns how to stop. */
  onStandingChange(connection: Connection, listener: () => void): () => void;
}

export function keepLiveConnections(): LiveConnections {
  const connections = new Map<Connection, Set<() => void>>();
  const sessions = new Map<string, LiveSession>();

  function tell(connection: Connection): void {
    for (const listener of connections.get(connection) ?? []) listener();
  }

  function connectionsWith(chosen: ReadonlySet<string>): Connection[] {
    return [...connections.keys()].filter(({ session }) => session && chosen.has(session.id));
  }

  function choose(which: (session: LiveSession) => boolean): Set<string> {
    return new Set([...sessions.values()].filter(which).map(({ id }) => id));
  }

  function endSessions(which: (session: LiveSession) => boolean): void {
    const ended = choose(which);
    for (const id of ended) sessions.delete(id);
    for (const connection of connectionsWith(ended)) {
      connection.session = null;
      tell(connection);
    }
  }

  return {
    get count() {
      return connections.size;
    },
    open({ isLocal, station }) {
      const connection: Connection = { id: uuidv7(), isLocal, station, session: null };
      connections.set(connection, new Set());
      return connection;
    },
    close(connection) {
      connections.delete(connection);
    },
    setStation(connection, station) {
      if (!connections.has(connection)) return;
      // A session belongs to the station it was made at.
      if (connection.session && connection.station?.id !== station.id) connection.session = null;
      connection.station = station;
      tell(connection);
    },
    knownSession: sessionId => sessions.get(sessionId) ?? null,
    sessionOf: ({ session }) => (session ? sessions.get(session.id) ?? null : null),
    sessions: () => sessions.values(),
    attach(connection, session) {
      sessions.set(session.id, session);
      if (!connections.has(connection)) return;
      connection.session = session;
      tell(connection);
    },
    changeSessions(which, change) {
      const changed = choose(which);
      for (const session of sessions.values()) if (changed.has(session.id)) change(session);
      for (const connection of connectionsWith(changed)) tell(connection);
    },
    endSessions,
    revokeStation(stationId) {
      endSessions(session => session.stationId === stationId);
      for (const connection of connections.keys()) {
        if (connection.station?.id !== stationId) continue;
        connection.station = null;
        tell(connection);
      }
    },
    onStandingChange(connection, listener) {
      const listeners = connections.get(connection);
      listeners?.add(listener);
      return () => listeners?.delete(listener);
    },
  };
}
