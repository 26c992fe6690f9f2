import type { Role } from '../../shared/staff.ts';

export interface Page {
  path: string;
  /** key in the `app` texts */
  title: string;
  roles: readonly Role[] | 'staff';
  /** Where the menu shows it; pages without a group are reached otherwise. */
  group: 'hall' | 'archive' | 'log' | 'administration' | null;
}

/** The desk entry's pages for people who are signed in, in the menu's order. Routes, guards and menu follow this list. */
export const pages = [
  { path: '/desk', title: 'page.desk', roles: ['clerk', 'manager'], group: 'hall' },
  { path: '/hall-live', title: 'page.hallLive', roles: ['manager'], group: 'hall' },
  { path: '/summary', title: 'page.summary', roles: ['manager', 'auditor'], group: 'hall' },
  { path: '/summary/periods', title: 'page.periods', roles: ['manager', 'auditor'], group: 'hall' },
  { path: '/summary/close', title: 'page.closeDay', roles: ['manager'], group: null },
  { path: '/complaints', title: 'page.complaints', roles: ['clerk', 'archivist', 'manager', 'auditor'], group: 'hall' },
  { path: '/complaints/new', title: 'page.newComplaint', roles: ['clerk', 'archivist', 'manager'], group: null },
  { path: '/complaints/rules', title: 'page.complaintRules', roles: ['archivist', 'manager', 'auditor'], group: 'administration' },
  { path: '/complaints/$complaintId', title: 'page.complaint', roles: ['clerk', 'archivist', 'manager', 'auditor'], group: null },
  { path: '/cases', title: 'page.cases', roles: ['clerk', 'archivist', 'manager', 'auditor'], group: 'hall' },
  { path: '/cases/new', title: 'page.writeCase', roles: ['clerk', 'archivist', 'manager'], group: null },
  { path: '/cases/$caseId', title: 'page.case', roles: ['clerk', 'archivist', 'manager', 'auditor'], group: null },
  { path: '/cases/$caseId/edit', title: 'page.writeCase', roles: ['clerk', 'archivist', 'manager'], group: null },
  { path: '/archive', title: 'page.archive', roles: ['clerk', 'archivist', 'manager'], group: 'archive' },
  { path: '/archive/file/$fileId', title: 'page.archiveFile', roles: ['clerk', 'archivist', 'manager', 'auditor'], group: null },
  { path: '/archive/loans', title: 'page.loans', roles: ['archivist', 'manager', 'auditor'], group: 'archive' },
  { path: '/archive/loans/$loanId', title: 'page.loan', roles: ['archivist', 'manager', 'auditor'], group: null },
  { path: '/archive/lend', title: 'page.lend', roles: ['archivist'], group: null },
  { path: '/archive/lend/$fileId', title: 'page.lend', roles: ['archivist'], group: null },
  { path: '/archive/levels', title: 'page.levels', roles: ['archivist', 'manager', 'auditor'], group: 'archive' },
  { path: '/archive/levels/$fileId', title: 'page.level', roles: ['archivist', 'manager', 'auditor'], group: null },
  { path: '/archive/destruction', title: 'page.destructions', roles: ['archivist', 'manager', 'auditor'], group: 'archive' },
  { path: '/archive/destruction/new', title: 'page.proposeDestruction', roles: ['archivist'], group: null },
  { path: '/archive/destruction/$destructionId', title: 'page.destruction', roles: ['archivist', 'manager', 'auditor'], group: null },
  { path: '/archive/reviews', title: 'page.reviews', roles: ['archivist', 'manager', 'auditor'], group: 'archive' },
  { path: '/archive/reviews/$reviewId', title: 'page.review', roles: ['archivist', 'manager', 'auditor'], group: null },
  { path: '/archive/catalogue', title: 'page.catalogue', roles: ['archivist', 'manager', 'auditor'], group: 'archive' },
  { path: '/archive/purposes', title: 'page.purposes', roles: ['archivist', 'manager', 'auditor'], group: 'archive' },
  { path: '/archive/break-glass', title: 'page.breakGlass', roles: ['manager', 'auditor'], group: 'archive' },
  { path: '/archive/new', title: 'page.newFile', roles: ['archivist'], group: null },
  { path: '/archive/import', title: 'page.filesImport', roles: ['archivist', 'manager'], group: null },
  { path: '/archive/labels', title: 'page.labels', roles: ['archivist', 'manager'], group: null },
  { path: '/archive/labels/$files', title: 'page.labels', roles: ['archivist', 'manager'], group: null },
  { path: '/access-log/dashboard', title: 'page.logDashboard', roles: ['auditor', 'manager'], group: 'log' },
  { path: '/access-log', title: 'page.accessLog', roles: ['auditor'], group: 'log' },
  { path: '/access-log/flags', title: 'page.flags', roles: ['manager', 'auditor'], group: 'log' },
  { path: '/access-log/verify', title: 'page.verifyLog', roles: ['auditor', 'manager'], group: 'log' },
  { path: '/access-log/who-looked', title: 'page.whoLooked', roles: ['archivist', 'manager'], group: 'log' },
  { path: '/satisfaction', title: 'page.satisfaction', roles: ['manager', 'auditor'], group: 'hall' },
  { path: '/satisfaction/measures', title: 'page.measures', roles: ['manager', 'auditor'], group: 'hall' },
  { path: '/satisfaction/call-backs', title: 'page.callBacks', roles: ['manager', 'auditor'], group: 'hall' },
  { path: '/notices', title: 'page.notices', roles: 'staff', group: 'hall' },
  { path: '/admin/services', title: 'page.services', roles: ['administrator', 'manager'], group: 'administration' },
  { path: '/admin/windows', title: 'page.windows', roles: ['administrator', 'manager'], group: 'administration' },
  { path: '/admin/business-types', title: 'page.businessTypes', roles: ['administrator', 'manager'], group: 'administration' },
  { path: '/admin/customers-import', title: 'page.customersImport', roles: ['manager', 'administrator'], group: 'administration' },
  { path: '/admin/staff', title: 'page.staff', roles: ['administrator', 'auditor'], group: 'administration' },
  { path: '/admin/stations', title: 'page.stations', roles: ['administrator'], group: 'administration' },
  { path: '/admin/printers', title: 'page.printers', roles: ['administrator'], group: 'administration' },
  { path: '/admin/headquarters', title: 'page.headquarters', roles: ['administrator', 'manager'], group: 'administration' },
  { path: '/account', title: 'page.account', roles: 'staff', group: null },
] as const satisfies readonly Page[];

export type PagePath = (typeof pages)[number]['path'];

/** The page an address belongs to; `$name` in a path stands for one part of it. */
export function pageAt(pathname: string): Page | undefined {
  const parts = pathname.split('/');
  return (pages as readonly Page[]).find(({ path }) => {
    const wanted = path.split('/');
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith('$') || part === parts[at]);
  });
}

/** True when one of the roles held opens the page. */
export function mayOpen(page: Page, held: readonly Role[]): boolean {
  return page.roles === 'staff' || page.roles.some(role => held.includes(role));
}

/** Where a person starts: administrator, auditor and archivist at their own work, everybody else at the first page of their menu. */
export function homeOf(held: readonly Role[]): PagePath {
  if (held.includes('administrator')) return '/admin/staff';
  if (held.includes('auditor')) return '/access-log/dashboard';
  if (held.includes('archivist') && !mayOpen(pages[0], held)) return '/archive';
  return pages.find(page => page.group !== null && mayOpen(page, held))?.path ?? '/account';
}
