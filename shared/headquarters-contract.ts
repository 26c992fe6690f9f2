import type { ContractRouterClient } from '@orpc/contract';
import { consoleContract } from './headquarters-console.ts';
import { syncContract } from './sync.ts';

/** Everything the headquarters service can be asked, one key per domain; batches and files travel beside it. */
export const headquartersContract = {
  sync: syncContract,
  console: consoleContract,
};

export type HeadquartersClient = ContractRouterClient<typeof headquartersContract>;
