import type { FastifyRequest } from 'fastify';
import { consoleMark } from '../../shared/headquarters-console.ts';

/**
 * A console's session lives in a cookie: no script can read it, so what may slip into a page cannot carry it away, and a reload keeps
 * it. That a foreign page makes the browser send it is kept off twice: SameSite=Strict, and a header of our own that no foreign
 * page can add. A browser takes the name with __Host- only over TLS, for this host and no other path.
 */
const plainName = 'branch-desk-console';
const hostName = `__Host-${plainName}`;
const [[mark, marked] = ['', '']] = Object.entries(consoleMark);

/** The session's token that a page of the console sent along; undefined where there is none, or where the page is not ours. */
export function tokenOfCookie({ headers, protocol }: Pick<FastifyRequest, 'headers' | 'protocol'>): string | undefined {
  if (headers[mark] !== marked) return undefined;
  const name = protocol === 'https' ? hostName : plainName;
  const found = headers.cookie?.split(';').map(each => each.trim()).find(each => each.startsWith(`${name}=`));
  return /^[\w-]{20,100}$/.exec(found?.slice(name.length + 1) ?? '')?.[0];
}

/** What keeps the token in the browser until it is closed; null lets it go. */
export function sessionCookie(token: string | null, isSecure: boolean): string {
  const name = isSecure ? hostName : plainName;
  return [`${name}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', ...isSecure ? ['Secure'] : [], ...token === null ? ['Max-Age=0'] : []].join('; ');
}
