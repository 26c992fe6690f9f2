import { implement } from '@orpc/server';
import { refuse } from '../../shared/errors.ts';
import { sessionContract, type SessionState } from '../../shared/staff.ts';
import { limitAttempts, type AttemptLimit } from '../branch/attempt-limit.ts';
import type { Caller, Connection } from '../branch/caller.ts';
import type { LiveSession } from '../branch/live-connections.ts';
import { enrolByCode } from '../branch/sessions/enrolment.ts';
import { provePassword } from '../branch/sessions/password-proof.ts';
import { presentTokens, type Tokens } from '../branch/sessions/present-tokens.ts';
import { endSessions } from '../branch/sessions/session-ending.ts';
import { applyTime, idleLockMinutes, lockInMemory, noteActivity, recordLock } from '../branch/sessions/session-time.ts';
import { unlockSession, type Unlocking } from '../branch/sessions/unlock.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import { newToken } from '../branch/token.ts';
import { longestSessionHours, sessionLocksAt } from './idle-lock.ts';
import { insertSession, openSessionsStartedUntil } from './session-store.ts';
import { recordStaffEvents, saveSignIn } from './staff-store.ts';

/** Wrong attempts a minute. One person mistypes; one station may be a row of windows at the start of the day. */
const mostPerConnection = 10;
const mostPerStation = 100;

/** The connection's own standing: which station, who is signed in, locked or not. */
export function sessionApi(parts: StaffParts) {
  const { database, clock, connections } = parts;
  const contract = implement(sessionContract).$context<Caller>();
  const ofConnection = limitAttempts(mostPerConnection);
  const ofStation = limitAttempts(mostPerStation);

  return {
    hello: contract.hello.handler(({ context, input }) => hello(context.connection, input)),
    enrolStation: contract.enrolStation.handler(({ context, input }) => limited(context.connection, () => enrolStation(context.connection, input.code))),
    signIn: contract.signIn.handler(({ context, input }) => limited(context.connection, () => signIn(context.connection, input))),
    lock: contract.lock.handler(({ context }) => lock(context.connection)),
    unlock: contract.unlock.handler(({ context, input }) => unlock(context.connection, input)),
    signOut: contract.signOut.handler(({ context }) => signOut(context.connection)),
    touch: contract.touch.handler(({ context }) => touch(context.connection)),
  };

  async function hello(connection: Connection, tokens: Tokens): Promise<SessionState> {
    await presentTokens(parts, connection, tokens);
    return stateOf(connection);
  }

  async function enrolStation(connection: Connection, code: string) {
    const stationToken = await enrolByCode(parts, connection, code);
    return { stationToken, state: stateOf(connection) };
  }

  async function signIn(connection: Connection, { loginName, password }: { loginName: string; password: string }) {
    const { station } = connection;
    if (!station) refuse('STATION_UNKNOWN');
    if (station.kind !== 'desk') refuse('STATION_NOT_A_DESK');
    if (!parts.branch()) refuse('NOT_SET_UP');
    const { token, tokenHash } = newToken();

    await provePassword(parts, { loginName, password, stationId: station.id }, async (tx, account) => {
      const at = clock.now();
      const { id: staffId, name: staffName, roles, mustChangePassword, pinHash } = account;
      // Whoever takes over a station ends the session that was there.
      if (connection.session) await endSessions(parts, tx, [connection.session.id], 'otherSignIn');
      // Sessions nobody signed out of end here, so that neither memory nor table gathers them.
      await endSessions(parts, tx, await openSessionsStartedUntil(tx, at - longestSessionHours * 3_600_000), 'tooLong');
      const id = await insertSession(tx, { tokenHash, staffId, stationId: station.id }, at);
      await saveSignIn(tx, staffId, at);
      await recordStaffEvents(tx, [{ at, staffId, kind: 'signedIn', byStaffId: staffId, stationId: station.id }]);
      const session: LiveSession = {
        id, staffId, staffName, loginName, roles, mustChangePassword, hasPin: pinHash !== null, stationId: station.id,
        isLocked: false, startedAt: at, lastActiveAt: at, savedActiveAt: at,
      };
      tx.afterCommit(() => connections.attach(connection, session));
    });
    return { token, state: stateOf(connection) };
  }

  async function lock(connection: Connection): Promise<SessionState> {
    const session = signedIn(connection);
    if (!session.isLocked) {
      // At once, before the database answers: the person is walking away.
      lockInMemory(parts, session);
      await database.change(tx => recordLock(parts, tx, session, 'byHand'));
    }
    return stateOf(connection);
  }

  async function unlock(connection: Connection, input: Unlocking): Promise<SessionState> {
    await unlockSession(parts, signedIn(connection), input);
    return stateOf(connection);
  }

  async function signOut(connection: Connection): Promise<SessionState> {
    const { id } = signedIn(connection);
    await database.change(tx => endSessions(parts, tx, [id], 'signOut'));
    return stateOf(connection);
  }

  function touch(connection: Connection) {
    const session = signedIn(connection);
    noteActivity(parts, session);
    return { locksAt: sessionLocksAt(session, idleLockMinutes(parts)) };
  }

  /** Refuses a connection, or a station, that tried and failed too often within a minute. */
  async function limited<Result>(connection: Connection, attempt: () => Promise<Result>): Promise<Result> {
    const limits: [AttemptLimit, string][] = [[ofConnection, connection.id], ...(connection.station ? [[ofStation, connection.station.id] as [AttemptLimit, string]] : [])];
    for (const [limit, key] of limits) {
      const retryAfterSeconds = limit.take(key, clock.now());
      if (retryAfterSeconds !== null) refuse('TOO_MANY_ATTEMPTS', { retryAfterSeconds });
    }
    const result = await attempt();
    for (const [limit, key] of limits) limit.giveBack(key);
    return result;
  }

  function signedIn(connection: Connection): LiveSession {
    return connections.sessionOf(connection) ?? refuse('NOT_SIGNED_IN');
  }

  function stateOf(connection: Connection): SessionState {
    applyTime(parts, connection);
    const present = parts.branch();
    const session = connections.sessionOf(connection);
    return {
      branch: present && {
        name: present.name, trade: present.trade, timeZone: present.timeZone, isDemonstration: present.isDemonstration, idleLockMinutes: present.settings.idleLockMinutes,
      },
      station: connection.station && { ...connection.station },
      staff: session && {
        id: session.staffId, loginName: session.loginName, name: session.staffName, roles: [...session.roles],
        mustChangePassword: session.mustChangePassword, hasPin: session.hasPin,
      },
      isLocked: session?.isLocked ?? false,
    };
  }
}
