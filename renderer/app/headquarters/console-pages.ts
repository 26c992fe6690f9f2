import type { HeadquartersRole } from '../../../shared/headquarters-errors.ts';

export interface ConsolePage {
  path: string;
  /** key in the `headquarters` texts */
  title: string;
  roles: readonly HeadquartersRole[] | 'staff';
  isInMenu: boolean;
}

/** The console's pages for people who are signed in, in the menu's order. Routes, guards and menu follow this list. */
export const consolePages = [
  { path: '/branches', title: 'page.branches', roles: 'staff', isInMenu: true },
  { path: '/branches/$branchId', title: 'page.branch', roles: 'staff', isInMenu: false },
  { path: '/branches/$branchId/certificate', title: 'page.certificate', roles: 'staff', isInMenu: false },
  { path: '/publishing', title: 'page.publishing', roles: 'staff', isInMenu: true },
  { path: '/publishing/new/$kind', title: 'page.publish', roles: ['catalogueKeeper'], isInMenu: false },
  { path: '/publishing/notices', title: 'page.notices', roles: 'staff', isInMenu: true },
  { path: '/publishing/$publicationId', title: 'page.publication', roles: 'staff', isInMenu: false },
  { path: '/complaints', title: 'page.complaints', roles: ['supervisor', 'auditor'], isInMenu: true },
  { path: '/complaints/entrust', title: 'page.entrust', roles: ['supervisor'], isInMenu: false },
  { path: '/complaints/$branchId/$complaintId', title: 'page.complaint', roles: ['supervisor', 'auditor'], isInMenu: false },
  { path: '/summaries', title: 'page.summaries', roles: ['supervisor', 'auditor'], isInMenu: true },
  { path: '/summaries/$by/$day', title: 'page.summaries', roles: ['supervisor', 'auditor'], isInMenu: false },
  { path: '/summaries/$by/$day/$branchId', title: 'page.summaries', roles: ['supervisor', 'auditor'], isInMenu: false },
  { path: '/summaries/$by/$day/$branchId/$businessDate', title: 'page.summaries', roles: ['supervisor', 'auditor'], isInMenu: false },
  { path: '/accounts', title: 'page.accounts', roles: ['administrator', 'auditor'], isInMenu: true },
  { path: '/audit', title: 'page.audit', roles: ['auditor'], isInMenu: true },
  { path: '/account', title: 'page.account', roles: 'staff', isInMenu: false },
] as const satisfies readonly ConsolePage[];

export type ConsolePath = (typeof consolePages)[number]['path'];

/** The page an address belongs to; one that is named whole before one with `$name` in its place. */
export function consolePageAt(pathname: string): ConsolePage | undefined {
  const parts = pathname.split('/');
  const fits = (consolePages as readonly ConsolePage[]).filter(({ path }) => {
    const wanted = path.split('/');
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith('$') || part === parts[at]);
  });
  return fits.toSorted((a, b) => a.path.split('$').length - b.path.split('$').length)[0];
}

export function mayOpenAtConsole({ roles }: ConsolePage, held: readonly HeadquartersRole[]): boolean {
  return roles === 'staff' || roles.some(role => held.includes(role));
}

/** Where everybody starts. */
export const consoleHome: ConsolePath = '/branches';
