import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { customersContract, type ImportProgress } from '../../shared/customers.ts';
import { refuse } from '../../shared/errors.ts';
import type { Role } from '../../shared/staff.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { countCustomers, findCustomers, maskCustomer, maskedCustomerById } from './customers-store.ts';
import { clearAllStagedRows, LedgerImport, refuseTooLarge } from './ledger-import-api.ts';
import { parseQuery } from './search-query.ts';

/** An import that waits for its person longer than this may be put aside by somebody else. */
const abandonedAfterMs = 10 * 60_000;

const finders: readonly Role[] = ['clerk', 'archivist', 'manager'];

/** Looking customers up, and bringing them in from the ledgers a branch has. */
export function customersApi(parts: BranchParts) {
  const { database, clock, live } = parts;
  const contract = implement(customersContract).$context<Caller>();
  /** the import on the table: one at a time, so that two people never bring in the same ledger */
  let present: LedgerImport | null = null;
  // What a crash left of an import is gone before the next one begins; it never was a customer.
  const cleared = clearAllStagedRows(parts);

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

    beginLedger: contract.beginLedger.handler(async ({ input: { fileName, byteCount }, context }) => {
      refuseTooLarge(byteCount);
      const { staffId } = staffOf(context);
      if (present && !mayReplace(present, staffId)) refuse('IMPORT_ALREADY_RUNNING');
      const replaced = present;
      const opened = new LedgerImport(parts, uuidv7(), staffId, fileName);
      present = opened;
      await replaced?.dispose();
      await cleared;
      return { importId: opened.id };
    }),

    addLedgerPart: contract.addLedgerPart.handler(async ({ input: { importId, at, part } }) => ({ receivedBytes: await importOf(importId).addPart(at, part) })),

    openLedger: contract.openLedger.handler(({ input: { importId, sheetName } }) => importOf(importId).open(sheetName)),

    checkLedger: contract.checkLedger.handler(({ input: { importId, mapping } }) => importOf(importId).check(mapping)),

    storeLedger: contract.storeLedger.handler(async call => {
      const { importId } = call.input;
      if (present?.id === importId) return present.store(commandOf(call), staffOf(call.context).staffId);
      // After a restart the stored result of the same command still answers; anything else is not known any more.
      return database.write(commandOf(call), async (): Promise<ImportProgress> => refuse('IMPORT_NOT_FOUND'));
    }),

    cancelImport: contract.cancelImport.handler(({ input: { importId } }) => importOf(importId).cancel()),

    watchImport: contract.watchImport.handler(({ input: { importId }, signal }) => {
      const watched = importOf(importId);
      return live.watch(`import:${importId}`, importId, async () => watched.progress, signal);
    }),

    refusedRows: contract.refusedRows.handler(({ input: { importId, language } }) => importOf(importId).refusedRows(language)),

    counts: contract.counts.handler(() => database.read(countCustomers)),
  });

  function importOf(importId: string): LedgerImport {
    return present?.id === importId ? present : refuse('IMPORT_NOT_FOUND');
  }

  function mayReplace(earlier: LedgerImport, staffId: string): boolean {
    if (earlier.isOver) return true;
    if (earlier.isBusy) return false;
    return earlier.ownerId === staffId || clock.now() - earlier.lastTouchedAt > abandonedAfterMs;
  }
}
