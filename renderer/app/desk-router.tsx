import { createHashHistory, createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { BranchConnection } from '../hooks/branch-connection.ts';
import { Frame } from './frame.tsx';
import { NoSuchPage, PageFault } from './page-fault.tsx';
import { homeOf, mayOpen, pageAt, type PagePath } from './pages.ts';

interface Context { connection: BranchConnection }

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NoSuchPage, errorComponent: PageFault });

const start = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: ({ context }) => { throw redirect({ to: rightPlace(context) }); } });

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  beforeLoad: ({ context }) => goElsewhereUnless('/first-run', context),
  component: lazyRouteComponent(() => import('./first-run/first-run-page.tsx'), 'FirstRunPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: ({ context }) => goElsewhereUnless('/sign-in', context),
  component: lazyRouteComponent(() => import('../staff/sign-in-page.tsx'), 'SignInPage'),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  beforeLoad: ({ context }) => goElsewhereUnless('/new-password', context),
  component: lazyRouteComponent(() => import('../staff/new-password-page.tsx'), 'NewPasswordPage'),
});

/** Everything for people who are signed in stands in the frame. */
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: Frame,
  beforeLoad({ context, location }) {
    const place = rightPlace(context);
    if (place === '/first-run' || place === '/sign-in' || place === '/new-password') throw redirect({ to: place });
    const staff = context.connection.session.get()?.staff;
    const page = pageAt(location.pathname);
    if (page && staff && !mayOpen(page, staff.roles)) throw redirect({ to: homeOf(staff.roles) });
  },
});

const framedPage = <Path extends PagePath>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => framed, path, component });

const framedPages = [
  framedPage('/desk', lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage')),
  framedPage('/hall-live', lazyRouteComponent(() => import('../queue/hall-live-page.tsx'), 'HallLivePage')),
  framedPage('/summary', lazyRouteComponent(() => import('../summary/summary-page.tsx'), 'SummaryPage')),
  framedPage('/summary/periods', lazyRouteComponent(() => import('../summary/periods/periods-page.tsx'), 'PeriodsPage')),
  framedPage('/summary/close', lazyRouteComponent(() => import('../summary/close-day-page.tsx'), 'CloseDayPage')),
  framedPage('/complaints', lazyRouteComponent(() => import('../complaints/board-page.tsx'), 'BoardPage')),
  framedPage('/complaints/new', lazyRouteComponent(() => import('../complaints/intake-page.tsx'), 'IntakePage')),
  framedPage('/complaints/rules', lazyRouteComponent(() => import('../complaints/settings/settings-page.tsx'), 'SettingsPage')),
  framedPage('/complaints/$complaintId', lazyRouteComponent(() => import('../complaints/story-page.tsx'), 'StoryPage')),
  framedPage('/cases', lazyRouteComponent(() => import('../cases/library-page.tsx'), 'LibraryPage')),
  framedPage('/cases/new', lazyRouteComponent(() => import('../cases/editor-page.tsx'), 'EditorPage')),
  framedPage('/cases/$caseId', lazyRouteComponent(() => import('../cases/case-page.tsx'), 'CasePage')),
  framedPage('/cases/$caseId/edit', lazyRouteComponent(() => import('../cases/editor-page.tsx'), 'EditorPage')),
  framedPage('/archive', lazyRouteComponent(() => import('../archive/archive-page.tsx'), 'ArchivePage')),
  framedPage('/archive/file/$fileId', lazyRouteComponent(() => import('../archive/file-page.tsx'), 'FilePage')),
  framedPage('/archive/loans', lazyRouteComponent(() => import('../archive/lending/loans-page.tsx'), 'LoansPage')),
  framedPage('/archive/loans/$loanId', lazyRouteComponent(() => import('../archive/lending/loan-card-page.tsx'), 'LoanCardPage')),
  framedPage('/archive/lend', lazyRouteComponent(() => import('../archive/lending/lend-choose-page.tsx'), 'LendChoosePage')),
  framedPage('/archive/lend/$fileId', lazyRouteComponent(() => import('../archive/lending/lend-page.tsx'), 'LendPage')),
  framedPage('/archive/levels', lazyRouteComponent(() => import('../archive/lending/levels-page.tsx'), 'LevelsPage')),
  framedPage('/archive/levels/$fileId', lazyRouteComponent(() => import('../archive/lending/level-page.tsx'), 'LevelPage')),
  framedPage('/archive/destruction', lazyRouteComponent(() => import('../archive/destruction/destructions-page.tsx'), 'DestructionsPage')),
  framedPage('/archive/destruction/new', lazyRouteComponent(() => import('../archive/destruction/propose-page.tsx'), 'ProposePage')),
  framedPage('/archive/destruction/$destructionId', lazyRouteComponent(() => import('../archive/destruction/destruction-page.tsx'), 'DestructionPage')),
  framedPage('/archive/reviews', lazyRouteComponent(() => import('../archive/review/reviews-page.tsx'), 'ReviewsPage')),
  framedPage('/archive/reviews/$reviewId', lazyRouteComponent(() => import('../archive/review/review-page.tsx'), 'ReviewPage')),
  framedPage('/archive/catalogue', lazyRouteComponent(() => import('../archive/catalogue/catalogue-page.tsx'), 'CataloguePage')),
  framedPage('/archive/purposes', lazyRouteComponent(() => import('../archive/purposes/purposes-page.tsx'), 'PurposesPage')),
  framedPage('/archive/break-glass', lazyRouteComponent(() => import('../archive/break-glass/break-glass-page.tsx'), 'BreakGlassPage')),
  framedPage('/archive/new', lazyRouteComponent(() => import('./archive/new-file.tsx'), 'NewFile')),
  framedPage('/archive/import', lazyRouteComponent(() => import('../archive/catalogue/file-import-page.tsx'), 'FileImportPage')),
  framedPage('/archive/labels', lazyRouteComponent(() => import('../archive/catalogue/labels-page.tsx'), 'LabelsPage')),
  framedPage('/archive/labels/$files', lazyRouteComponent(() => import('../archive/catalogue/labels-page.tsx'), 'LabelsPage')),
  framedPage('/access-log/dashboard', lazyRouteComponent(() => import('../access-log/dashboard-page.tsx'), 'DashboardPage')),
  framedPage('/access-log', lazyRouteComponent(() => import('../access-log/entries-page.tsx'), 'EntriesPage')),
  framedPage('/access-log/flags', lazyRouteComponent(() => import('../access-log/flags-page.tsx'), 'FlagsPage')),
  framedPage('/access-log/verify', lazyRouteComponent(() => import('../access-log/verify-page.tsx'), 'VerifyPage')),
  framedPage('/access-log/who-looked', lazyRouteComponent(() => import('../access-log/who-looked-page.tsx'), 'WhoLookedPage')),
  framedPage('/satisfaction', lazyRouteComponent(() => import('../satisfaction/figures-page.tsx'), 'FiguresPage')),
  framedPage('/satisfaction/measures', lazyRouteComponent(() => import('../satisfaction/measures-page.tsx'), 'MeasuresPage')),
  framedPage('/satisfaction/call-backs', lazyRouteComponent(() => import('../satisfaction/call-backs-page.tsx'), 'CallBacksPage')),
  framedPage('/notices', lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage')),
  framedPage('/admin/services', lazyRouteComponent(() => import('../queue/services-page.tsx'), 'ServicesPage')),
  framedPage('/admin/windows', lazyRouteComponent(() => import('../queue/windows-page.tsx'), 'WindowsPage')),
  framedPage('/admin/business-types', lazyRouteComponent(() => import('../counter/business-types-page.tsx'), 'BusinessTypesPage')),
  framedPage('/admin/customers-import', lazyRouteComponent(() => import('../customers/ledger-import-page.tsx'), 'LedgerImportPage')),
  framedPage('/admin/staff', lazyRouteComponent(() => import('../staff/staff-page.tsx'), 'StaffPage')),
  framedPage('/admin/stations', lazyRouteComponent(() => import('../stations/stations-page.tsx'), 'StationsPage')),
  framedPage('/admin/printers', lazyRouteComponent(() => import('../printing/printers-page.tsx'), 'PrintersPage')),
  framedPage('/admin/headquarters', lazyRouteComponent(() => import('../sync/line-page.tsx'), 'LinePage')),
  framedPage('/account', lazyRouteComponent(() => import('../staff/account-page.tsx'), 'AccountPage')),
];

const routeTree = root.addChildren([start, firstRun, signIn, newPassword, framed.addChildren(framedPages)]);

/** Hash history: the same under app:// and http, and a reload asks the service for no path it does not have. */
export function deskRouter(connection: BranchConnection) {
  const router = createRouter({ routeTree, context: { connection }, history: createHashHistory(), defaultErrorComponent: PageFault });
  connection.session.subscribe(() => void router.invalidate());
  return router;
}

/** Where this page's standing belongs: nobody skips the first run, the sign-in or a due change of password. */
function rightPlace({ connection }: Context) {
  const session = connection.session.get();
  if (!session?.branch) return '/first-run';
  if (!session.staff) return '/sign-in';
  if (session.staff.mustChangePassword) return '/new-password';
  return homeOf(session.staff.roles);
}

function goElsewhereUnless(here: string, context: Context): void {
  const place = rightPlace(context);
  if (place !== here) throw redirect({ to: place });
}
