import type { ContractRouterClient, InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import * as z from 'zod';
import { accessLogContract } from './access-log.ts';
import { appointmentsContract } from './appointments.ts';
import { archiveContract } from './archive.ts';
import { casesContract } from './cases.ts';
import { instant, procedure } from './command.ts';
import { complaintsContract } from './complaints.ts';
import { counterContract } from './counter.ts';
import { customersContract } from './customers.ts';
import { deadlineTableContract } from './deadline-table.ts';
import { lendingContract } from './lending.ts';
import { looksContract } from './looks.ts';
import { noticesContract } from './notices.ts';
import { printingContract } from './printing.ts';
import { queueContract } from './queue.ts';
import { ratingsContract } from './ratings.ts';
import { rebuildContract } from './rebuild.ts';
import { satisfactionContract } from './satisfaction.ts';
import { sessionContract, setupContract, staffContract } from './staff.ts';
import { stationsContract } from './stations.ts';
import { summaryContract } from './summary.ts';
import { syncStateContract } from './sync-state.ts';

export const health = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  startedAt: instant,
  database: z.object({ schemaVersion: z.number().int(), lastBackupAt: instant.nullable(), writable: z.boolean() }),
  connections: z.number().int(),
});
export type Health = z.infer<typeof health>;

/** Everything the branch service can be asked, one key per domain. */
export const branchContract = {
  health: procedure.meta({ access: 'anyone', whileLocked: true, beforePasswordChange: true }).output(health),
  session: sessionContract,
  setup: setupContract,
  staff: staffContract,
  stations: stationsContract,
  queue: queueContract,
  appointments: appointmentsContract,
  counter: counterContract,
  customers: customersContract,
  archive: archiveContract,
  looks: looksContract,
  lending: lendingContract,
  accessLog: accessLogContract,
  notices: noticesContract,
  ratings: ratingsContract,
  satisfaction: satisfactionContract,
  complaints: complaintsContract,
  deadlineTable: deadlineTableContract,
  sync: syncStateContract,
  rebuild: rebuildContract,
  cases: casesContract,
  summary: summaryContract,
  printing: printingContract,
};

export type BranchClient = ContractRouterClient<typeof branchContract>;
export type BranchInputs = InferContractRouterInputs<typeof branchContract>;
export type BranchOutputs = InferContractRouterOutputs<typeof branchContract>;
