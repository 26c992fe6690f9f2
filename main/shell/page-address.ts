import { type PageKind, pageKinds } from '../../shared/desktop-bridge.ts';

/** Pages come from here and from nowhere else; a scheme of our own gives them an origin, which files do not have. */
export const appScheme = 'app';
export const pageHost = 'branch-desk';
/** The window that says why the branch cannot start. Another host, so another origin: it can reach nothing of the pages. */
export const faultHost = 'fault';

export const pageOrigin = `${appScheme}://${pageHost}`;

export function addressOf(kind: PageKind): string {
  return `${pageOrigin}/${kind}.html`;
}

/** The page an address belongs to, or null when it is none of ours. Query and fragment do not matter. */
export function pageKindOf(address: string): PageKind | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== pageHost) return null;
  return pageKinds.find(kind => url.pathname === `/${kind}.html`) ?? null;
}
