import type { ContractRouterClient, InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { consoleBranchesContract } from './console-branches.ts';
import { publishingContract } from './console-publishing.ts';
import { consoleComplaintsContract } from './console-complaints.ts';
import { consoleLiveContract } from './console-live.ts';
import { quarantineContract } from './console-quarantine.ts';
import { consoleSearchContract } from './console-search.ts';
import { auditContract, consoleAccountsContract, consoleSessionContract } from './console-session.ts';
import { consoleSummariesContract } from './console-summaries.ts';
import { consoleVerificationContract } from './console-verification.ts';

/** Everything headquarters' console can be asked, beside what branches ask (shared/sync.ts). */
export const consoleContract = {
  session: consoleSessionContract,
  accounts: consoleAccountsContract,
  audit: auditContract,
  branches: consoleBranchesContract,
  verification: consoleVerificationContract,
  publishing: publishingContract,
  quarantine: quarantineContract,
  complaints: consoleComplaintsContract,
  summaries: consoleSummariesContract,
  live: consoleLiveContract,
  search: consoleSearchContract,
};

/** Where our own pages ask it, below headquarters' address. */
export const consolePath = '/api/rpc/console';
/**
 * The session's cookie is taken only beside this header: a foreign page cannot add one without asking first, and is refused.
 * Programs send their token as a bearer instead and need neither.
 */
export const consoleMark = { 'x-branch-desk-console': '1' };

export type ConsoleClient = ContractRouterClient<typeof consoleContract>;
export type ConsoleInputs = InferContractRouterInputs<typeof consoleContract>;
export type ConsoleOutputs = InferContractRouterOutputs<typeof consoleContract>;
