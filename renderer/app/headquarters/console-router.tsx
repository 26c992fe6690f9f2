import { createHashHistory, createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { ConsoleConnection } from '../../headquarters/console-connection.ts';
import { NoSuchPage, PageFault } from '../page-fault.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import { consoleHome, consolePageAt, mayOpenAtConsole, type ConsolePath } from './console-pages.ts';

interface Context { connection: ConsoleConnection }

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NoSuchPage, errorComponent: PageFault });

const start = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: ({ context }) => { throw redirect({ to: rightPlace(context) }); } });

const signIn = createRoute({
  getParentRoute: () => root, path: '/sign-in', beforeLoad: ({ context }) => goElsewhereUnless('/sign-in', context),
  component: lazyRouteComponent(() => import('../../headquarters/session/sign-in-page.tsx'), 'SignInPage'),
});

const newPassword = createRoute({
  getParentRoute: () => root, path: '/new-password', beforeLoad: ({ context }) => goElsewhereUnless('/new-password', context),
  component: lazyRouteComponent(() => import('../../headquarters/session/new-password-page.tsx'), 'NewPasswordPage'),
});

/** Everything for people who are signed in stands in the frame. */
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: ConsoleFrame,
  beforeLoad({ context, location }) {
    const place = rightPlace(context);
    if (place === '/sign-in' || place === '/new-password') throw redirect({ to: place });
    const staff = context.connection.state.get()?.staff;
    const page = consolePageAt(location.pathname);
    if (page && staff && !mayOpenAtConsole(page, staff.roles)) throw redirect({ to: consoleHome });
  },
});

const framedPage = <Path extends ConsolePath>(path: Path, component: ReturnType<typeof lazyRouteComponent>) => createRoute({ getParentRoute: () => framed, path, component });

const framedPages = [
  framedPage('/branches', lazyRouteComponent(() => import('../../headquarters/branches/branches-page.tsx'), 'BranchesPage')),
  framedPage('/branches/$branchId', lazyRouteComponent(() => import('../../headquarters/branches/branch-page.tsx'), 'BranchPage')),
  framedPage('/branches/$branchId/certificate', lazyRouteComponent(() => import('../../headquarters/verification/certificate-page.tsx'), 'CertificatePage')),
  framedPage('/publishing', lazyRouteComponent(() => import('../../headquarters/publishing/publications-page.tsx'), 'PublicationsPage')),
  framedPage('/publishing/new/$kind', lazyRouteComponent(() => import('../../headquarters/publishing/publish-page.tsx'), 'PublishPage')),
  framedPage('/publishing/notices', lazyRouteComponent(() => import('../../headquarters/publishing/notices-page.tsx'), 'NoticesPage')),
  framedPage('/publishing/$publicationId', lazyRouteComponent(() => import('../../headquarters/publishing/publication-page.tsx'), 'PublicationPage')),
  framedPage('/complaints', lazyRouteComponent(() => import('../../headquarters/complaints/complaints-page.tsx'), 'ComplaintsPage')),
  framedPage('/complaints/entrust', lazyRouteComponent(() => import('../../headquarters/complaints/entrust-page.tsx'), 'EntrustPage')),
  framedPage('/complaints/$branchId/$complaintId', lazyRouteComponent(() => import('../../headquarters/complaints/complaint-page.tsx'), 'ComplaintPage')),
  framedPage('/summaries', lazyRouteComponent(() => import('../../headquarters/summaries/summaries-page.tsx'), 'SummariesPage')),
  framedPage('/summaries/$by/$day', lazyRouteComponent(() => import('../../headquarters/summaries/summaries-page.tsx'), 'SummariesPage')),
  framedPage('/summaries/$by/$day/$branchId', lazyRouteComponent(() => import('../../headquarters/summaries/branch-days-page.tsx'), 'BranchDaysPage')),
  framedPage('/summaries/$by/$day/$branchId/$businessDate', lazyRouteComponent(() => import('../../headquarters/summaries/branch-day-page.tsx'), 'BranchDayPage')),
  framedPage('/accounts', lazyRouteComponent(() => import('../../headquarters/session/accounts-page.tsx'), 'AccountsPage')),
  framedPage('/audit', lazyRouteComponent(() => import('../../headquarters/session/audit-page.tsx'), 'AuditPage')),
  framedPage('/account', lazyRouteComponent(() => import('../../headquarters/session/account-page.tsx'), 'AccountPage')),
];

const routeTree = root.addChildren([start, signIn, newPassword, framed.addChildren(framedPages)]);

export function consoleRouter(connection: ConsoleConnection) {
  const router = createRouter({ routeTree, context: { connection }, history: createHashHistory(), defaultErrorComponent: PageFault });
  connection.state.subscribe(() => void router.invalidate());
  return router;
}

function rightPlace({ connection }: Context) {
  const staff = connection.state.get()?.staff;
  if (!staff) return '/sign-in';
  return staff.mustChangePassword ? '/new-password' : consoleHome;
}

function goElsewhereUnless(here: string, context: Context): void {
  const place = rightPlace(context);
  if (place !== here) throw redirect({ to: place });
}
