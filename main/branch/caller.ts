import type { Role } from '../../shared/staff.ts';
import type { StationKind } from '../../shared/stations.ts';
import type { Command } from '../database/database.ts';

/** One connection's standing; `session.ts` changes it, handlers read it. */
export interface Connection {
  id: string;
  /** the local window of the desktop application, trusted by its message port */
  isLocal: boolean;
  station: { id: string; name: string; kind: StationKind } | null;
  session: { id: string; staffId: string; staffName: string; roles: Role[]; isLocked: boolean } | null;
}

/** The context every handler gets. */
export interface Caller {
  connection: Connection;
}

/** The signed-in person; only for procedures whose access asks for staff, where session.ts has made sure. */
export function staffOf(caller: Caller): NonNullable<Connection['session']> {
  if (!caller.connection.session) throw new Error('a procedure without staff access asked who is signed in');
  return caller.connection.session;
}

/** Names the command for `database.write`: who sent it, what it is, under which id. */
export function commandOf(call: { context: Caller; path: readonly string[]; input: { commandId: string } }): Command {
  const { session, station } = call.context.connection;
  return { commandId: call.input.commandId, name: call.path.join('.'), caller: session?.staffId ?? station?.id ?? 'nobody' };
}
