import { implement } from '@orpc/server';
import { archiveContract } from '../../shared/archive.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import { importHandlers } from './archive-import-api.ts';
import { searchHandlers } from './archive-search-api.ts';
import { catalogueHandlers } from './catalogue-api.ts';
import { fileHandlers } from './file-api.ts';
import { holdHandlers } from './hold-api.ts';
import { labelHandlers } from './label-api.ts';
import { scanHandlers } from './scan-api.ts';

/** The archive's catalogue, its files, their holds and scans, and bringing in the ledgers a branch has. */
export function archiveApi(parts: BranchParts) {
  const contract = implement(archiveContract).$context<Caller>();
  const catalogue = catalogueHandlers(parts);
  const search = searchHandlers(parts);
  const files = fileHandlers(parts);
  const labels = labelHandlers(parts);
  const holds = holdHandlers(parts);

  return {
    // Catalogue
    catalogue: contract.catalogue.handler(() => catalogue.catalogue()),
    saveCategory: contract.saveCategory.handler(call => catalogue.saveCategory(call.context, commandOf(call), call.input)),
    saveShelf: contract.saveShelf.handler(call => catalogue.saveShelf(call.context, commandOf(call), call.input)),
    saveLevel: contract.saveLevel.handler(call => catalogue.saveLevel(call.context, commandOf(call), call.input)),
    saveRetentionClass: contract.saveRetentionClass.handler(call => catalogue.saveRetentionClass(call.context, commandOf(call), call.input)),

    // Files
    search: contract.search.handler(({ input, context }) => search.search(context, input)),
    get: contract.get.handler(({ input }) => files.get(input)),
    byNumber: contract.byNumber.handler(({ input }) => files.byNumber(input)),
    ofCustomer: contract.ofCustomer.handler(({ input, context }) => search.ofCustomer(context, input)),
    proposeNumber: contract.proposeNumber.handler(({ input }) => labels.proposeNumber(input)),
    labels: contract.labels.handler(({ input }) => labels.labels(input)),
    add: contract.add.handler(call => files.add(call.context, commandOf(call), call.input)),
    change: contract.change.handler(call => files.change(call.context, commandOf(call), call.input)),

    // Legal holds
    holds: contract.holds.handler(({ input }) => holds.holds(input)),
    placeHold: contract.placeHold.handler(call => holds.placeHold(call.context, commandOf(call), call.input)),
    liftHold: contract.liftHold.handler(call => holds.liftHold(call.context, commandOf(call), call.input)),

    ...scanHandlers(parts),
    ...importHandlers(parts),
  };
}
