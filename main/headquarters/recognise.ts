import type { FastifyRequest } from 'fastify';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { hashToken } from '../branch/token.ts';
import { longestSessionHours } from '../staff/idle-lock.ts';
import type { HeadquartersCaller, SignedInStaff } from './caller.ts';
import { tokenOfCookie } from './console-cookie.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { sessions, staff } from './hq-accounts-schema.ts';
import type { Queries } from './hq-database.ts';
import { knownBranch } from './known-branch-store.ts';

/** Whoever leaves the console alone for so long signs in anew. */
export const sessionIdleMs = 30 * 60_000;

/** Finds out who sends a request by the token it carries: branches ask under /sync, people under the rest of /api, a page of the console by its cookie. */
export function recogniseCallers({ database, clock }: HeadquartersParts): (request: FastifyRequest) => Promise<HeadquartersCaller> {
  return async request => {
    const isBranch = /^\/(api\/)?sync\//.test(request.url);
    const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? (isBranch ? undefined : tokenOfCookie(request));
    return {
      address: request.ip, isSecure: request.protocol === 'https',
      branch: token && isBranch ? await knownBranch(database.queries, token) : null,
      staff: token && !isBranch ? await signedInStaff(database.queries, token, clock.now()) : null,
    };
  };
}

async function signedInStaff(queries: Queries, token: string, now: number): Promise<SignedInStaff | null> {
  const tokenHash = hashToken(token);
  const [person] = await queries.select({ staffId: staff.id, loginName: staff.loginName, name: staff.name, roles: staff.roles, mustChangePassword: staff.mustChangePassword })
    .from(sessions).innerJoin(staff, eq(staff.id, sessions.staffId))
    .where(and(eq(sessions.tokenHash, tokenHash), isNull(sessions.endedAt), gt(sessions.lastActiveAt, now - sessionIdleMs), gt(sessions.startedAt, now - longestSessionHours * 3_600_000), eq(staff.isActive, true)));
  return person ? { ...person, tokenHash } : null;
}
