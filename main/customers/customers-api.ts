import { implement } from '@orpc/server';
import { customersContract, importProgress, ledgerOpened, type ImportProgress, type LedgerOpened } from '../../shared/customers.ts';
import { refuse } from '../../shared/errors.ts';
import type { Role } from '../../shared/staff.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { LedgerDestination } from '../ledger-import/ledger-destination.ts';
import { ImportTable } from '../ledger-import/import-table.ts';
import { missingFields } from './column-mapping.ts';
import { countCustomers, findCustomers, maskCustomer, maskedCustomerById } from './customers-store.ts';
import { clearStagedRows, findRowsInBranch, moveStagedRows, stageRows } from './import-store.ts';
import { parseQuery } from './search-query.ts';

/** Where rows of a customer ledger go. */
const customerDestination: LedgerDestination<ImportProgress, LedgerOpened> = {
  kind: 'customers', topic: 'customers', missingFields,
  progressOf: progress => importProgress.parse(progress),
  openedOf: opened => ledgerOpened.parse(opened),
  factsForCheck: async () => null,
  findRowsInBranch, stageRows, moveStagedRows, clearStagedRows,
};

const finders: readonly Role[] = ['clerk', 'archivist', 'manager'];

/** Looking customers up, and bringing them in from the ledgers a branch has. */
export function customersApi(parts: BranchParts) {
  const { database, clock } = parts;
  const contract = implement(customersContract).$context<Caller>();
  const imports = new ImportTable(parts, customerDestination);

  return contract.router({
    find: contract.find.handler(({ input: { query, limit }, context }) => {
      const stages = parseQuery(query);
      // Words nothing can be found by name nobody: there is nothing to see, and nothing to write down.
      if (stages.length === 0) return { matches: [], hasMore: false };
      return logThenReveal(database, async tx => {
        const seq = await appendCallersEntry(tx, context, { action: 'search', as: finders, at: clock.now(), detail: { query, facts: { of: 'customers' } } });
        return { seq, found: null };
      }, async reader => {
        const { found, hasMore } = await findCustomers(reader, stages, limit);
        return { matches: found.map(({ customer, matchedBy }) => ({ ...maskCustomer(customer), matchedBy })), hasMore };
      });
    }),

    get: contract.get.handler(async ({ input: { customerId } }) =>
      await database.read(reader => maskedCustomerById(reader, customerId)) ?? refuse('CUSTOMER_NOT_FOUND')),

    beginLedger: contract.beginLedger.handler(({ input, context }) => imports.begin(staffOf(context).staffId, input)),
    addLedgerPart: contract.addLedgerPart.handler(async ({ input: { importId, at, part } }) => ({ receivedBytes: await imports.of(importId).addPart(at, part) })),
    openLedger: contract.openLedger.handler(({ input: { importId, sheetName } }) => imports.of(importId).open(sheetName)),
    checkLedger: contract.checkLedger.handler(({ input: { importId, mapping } }) => imports.of(importId).check(mapping)),
    storeLedger: contract.storeLedger.handler(call => imports.store(call.input.importId, commandOf(call), staffOf(call.context).staffId)),
    cancelImport: contract.cancelImport.handler(({ input: { importId } }) => imports.of(importId).cancel()),
    watchImport: contract.watchImport.handler(({ input: { importId }, signal }) => imports.watch(importId, signal)),
    refusedRows: contract.refusedRows.handler(({ input: { importId, language } }) => imports.of(importId).refusedRows(language)),

    counts: contract.counts.handler(() => database.read(countCustomers)),
  });
}
