import { os } from '@orpc/server';
import type { ProcedureMeta } from '../../shared/command.ts';
import { refuse } from '../../shared/errors.ts';
import type { Caller, Connection } from './caller.ts';
import { pauseWhileBarred } from './live-pictures.ts';
import { noteStationsSeen } from './sessions/last-seen.ts';
import { applyTime, noteActivity } from './sessions/session-time.ts';
import type { StaffParts } from './staff-parts.ts';
import { whatStandsInTheWay, type Obstacle } from './standing.ts';

/**
 * The one place where it is decided whether a caller may call: around every procedure of the router, before its input is
 * looked at. A live picture is checked anew before each of its values.
 *
 * Errors: STATION_UNKNOWN, NOT_SIGNED_IN, SESSION_LOCKED, PASSWORD_CHANGE_REQUIRED, ROLE_REQUIRED, in this order.
 */
export function checkCaller(parts: StaffParts) {
  const { connections } = parts;
  const noteSeen = noteStationsSeen(parts);

  function obstacleFor(connection: Connection, meta: ProcedureMeta): Obstacle | null {
    applyTime(parts, connection);
    const session = connections.sessionOf(connection);
    return whatStandsInTheWay({ hasStation: connection.station !== null, session }, meta);
  }

  return os.$context<Caller>().$meta<ProcedureMeta>({ access: [] }).middleware(async ({ context: { connection }, procedure, next }, input: unknown, output) => {
    const { meta } = procedure['~orpc'];
    const obstacle = obstacleFor(connection, meta);
    if (obstacle) refuseFor(obstacle);

    if (connection.station) noteSeen(connection.station.id);
    const session = connections.sessionOf(connection);
    // A page reads by itself; only a command shows that somebody is there. For the rest the page says `touch`.
    if (session && !session.isLocked && isCommand(input)) noteActivity(parts, session);

    const result = await next();
    if (!isLivePicture(result.output)) return result;
    return output(pauseWhileBarred(result.output, {
      isBarred() {
        const inTheWay = obstacleFor(connection, meta);
        if (inTheWay && inTheWay.code !== 'SESSION_LOCKED') refuseFor(inTheWay);
        if (connection.station) noteSeen(connection.station.id);
        return inTheWay !== null;
      },
      onChange: listener => connections.onStandingChange(connection, listener),
    }));
  });
}

function refuseFor(obstacle: Obstacle): never {
  if (obstacle.code === 'ROLE_REQUIRED') refuse('ROLE_REQUIRED', { roles: [...obstacle.roles] });
  refuse(obstacle.code);
}

function isCommand(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'commandId' in input;
}

function isLivePicture(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;
}
