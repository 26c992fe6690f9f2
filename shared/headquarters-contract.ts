import type { ContractRouterClient } from '@orpc/contract';
import { syncContract } from './sync.ts';

/** Everything the headquarters service can be asked, one key per domain; batches and files travel beside it. */
export const headquartersContract = {
  sync: syncContract,
};

export type HeadquartersClient = ContractRouterClient<typeof headquartersContract>;
