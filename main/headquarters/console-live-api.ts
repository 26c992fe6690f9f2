import { implement } from '@orpc/server';
import { consoleLiveContract } from '../../shared/console-live.ts';
import type { HeadquartersCaller } from './caller.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

/** When pages should ask anew. */
export function consoleLiveApi({ watch }: HeadquartersParts) {
  const contract = implement(consoleLiveContract).$context<HeadquartersCaller>();
  return { changed: contract.changed.handler(async ({ input }) => ({ seen: await watch.otherThan(input.seen) })) };
}
