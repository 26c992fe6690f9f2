import { implement } from '@orpc/server';
import { branchContract, type Health } from '../../shared/branch-contract.ts';
import { lendingApi } from '../archive/lending-api.ts';
import { looksApi } from '../archive/looks-api.ts';
import { accessLogApi } from '../access-log/access-log-api.ts';
import { archiveApi } from '../archive/archive-api.ts';
import { casesApi } from '../cases/cases-api.ts';
import { countCasesByClass } from '../cases/cases-store.ts';
import { complaintsApi } from '../complaints/complaints-api.ts';
import { deadlineTableApi } from '../complaints/deadline-table-api.ts';
import { counterApi } from '../counter/counter-api.ts';
import { customersApi } from '../customers/customers-api.ts';
import { noticesApi } from '../notices/notices-api.ts';
import { printingApi } from '../printing/printing-api.ts';
import type { PrintWork } from '../printing/print-work-api.ts';
import { queueAndAppointments } from '../queue/queue-api.ts';
import { ratingsApi } from '../satisfaction/ratings-api.ts';
import { satisfactionApi } from '../satisfaction/satisfaction-api.ts';
import { sessionApi } from '../staff/session-api.ts';
import { staffApi } from '../staff/staff-api.ts';
import { stationsApi } from '../stations/stations-api.ts';
import { rebuildApi } from '../sync/rebuild/rebuild-api.ts';
import type { Rebuild } from '../sync/rebuild/rebuild-loop-api.ts';
import { summaryApi } from '../summary/summary-api.ts';
import { syncApi } from '../sync/sync-api.ts';
import type { Sync } from '../sync/sync-loop-api.ts';
import type { Caller } from './caller.ts';
import { checkCaller } from './session.ts';
import { setupApi } from './setup-api.ts';
import type { StaffParts } from './staff-parts.ts';

/** Everything the branch service answers, behind the one check of who calls. */
export function branchRouter(parts: StaffParts, health: () => Health, sync: Sync, rebuild: Rebuild, printing: PrintWork) {
  const contract = implement(branchContract).$context<Caller>();
  return contract.use(checkCaller(parts)).router({
    health: contract.health.handler(health),
    session: sessionApi(parts),
    setup: setupApi(parts),
    staff: staffApi(parts),
    stations: stationsApi(parts),
    ...queueAndAppointments(parts, printing.queueTicket),
    counter: counterApi(parts),
    customers: customersApi(parts),
    archive: archiveApi(parts),
    looks: looksApi(parts),
    lending: lendingApi(parts),
    accessLog: accessLogApi(parts),
    notices: noticesApi(parts),
    ratings: ratingsApi(parts),
    satisfaction: satisfactionApi(parts),
    complaints: complaintsApi(parts, countCasesByClass),
    deadlineTable: deadlineTableApi(parts),
    sync: syncApi(parts, sync),
    rebuild: rebuildApi(parts, sync, rebuild),
    cases: casesApi(parts),
    summary: summaryApi(parts),
    printing: printingApi(parts, printing),
  });
}

export type BranchRouter = ReturnType<typeof branchRouter>;
