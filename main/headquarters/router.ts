import { implement } from '@orpc/server';
import { headquartersContract } from '../../shared/headquarters-contract.ts';
import { checkCaller, type HeadquartersCaller } from './caller.ts';
import { consoleApi } from './console-api.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { syncApi } from './sync-api.ts';

/** Everything the headquarters service answers, behind the one check of who calls. */
export function headquartersRouter(parts: HeadquartersParts) {
  const contract = implement(headquartersContract).$context<HeadquartersCaller>();
  return contract.use(checkCaller()).router({
    sync: syncApi(parts),
    console: consoleApi(parts),
  });
}

export type HeadquartersRouter = ReturnType<typeof headquartersRouter>;
