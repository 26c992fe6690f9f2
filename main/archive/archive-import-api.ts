import { implement } from '@orpc/server';
import type * as z from 'zod';
import { archiveContract, fileImportProgress, fileLedgerOpened } from '../../shared/archive.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { LedgerDestination } from '../ledger-import/ledger-destination.ts';
import { ImportTable } from '../ledger-import/import-table.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import { clearStagedFiles, findNumbersInBranch, ledgerFacts, moveStagedFiles, stageFileRows } from './archive-import-store.ts';
import { nothingAsked } from './file-api.ts';
import { doneEntry, type Looker } from './look-entries.ts';
import { lookerOf, todayOf } from './open-look-api.ts';

/** Without these a row is no file. */
const neededFields = ['archiveNumber', 'subjectName', 'category'] as const;

/** Bringing files in from a ledger: as customers are brought in, by the same road. */
export function importHandlers(parts: BranchParts) {
  const contract = implement(archiveContract).$context<Caller>();
  /** who stores which import, for its entry */
  const storers = new Map<string, Looker>();
  const destination: LedgerDestination<z.infer<typeof fileImportProgress>, z.infer<typeof fileLedgerOpened>> = {
    kind: 'files', topic: 'archive',
    progressOf: progress => fileImportProgress.parse(progress),
    openedOf: opened => fileLedgerOpened.parse(opened),
    missingFields: mapping => neededFields.filter(field => mapping[field] === undefined),
    factsForCheck: reader => ledgerFacts(reader, todayOf(parts)),
    findRowsInBranch: findNumbersInBranch, stageRows: stageFileRows, clearStagedRows: clearStagedFiles,
    async moveStagedRows(tx, stored) {
      const count = await moveStagedFiles(tx, stored);
      const looker = storers.get(stored.importId);
      if (!looker) throw new Error('an import that nobody stores');
      await appendEntries(tx, [doneEntry(looker, { ...nothingAsked, action: 'file', detail: { facts: { importId: stored.importId, files: count } } }, [], stored.at)]);
      return count;
    },
  };
  const imports = new ImportTable(parts, destination);

  return {
    beginLedger: contract.beginLedger.handler(({ input, context }) => imports.begin(staffOf(context).staffId, input)),
    addLedgerPart: contract.addLedgerPart.handler(async ({ input: { importId, at, part } }) => ({ receivedBytes: await imports.of(importId).addPart(at, part) })),
    openLedger: contract.openLedger.handler(({ input: { importId, sheetName } }) => imports.of(importId).open(sheetName)),
    checkLedger: contract.checkLedger.handler(({ input: { importId, mapping } }) => imports.of(importId).check(mapping)),
    storeLedger: contract.storeLedger.handler(call => {
      const looker = lookerOf(call.context);
      storers.set(call.input.importId, looker);
      return imports.store(call.input.importId, commandOf(call), looker.staffId).finally(() => storers.delete(call.input.importId));
    }),
    cancelImport: contract.cancelImport.handler(({ input: { importId } }) => imports.of(importId).cancel()),
    watchImport: contract.watchImport.handler(({ input: { importId }, signal }) => imports.watch(importId, signal)),
    refusedRows: contract.refusedRows.handler(({ input: { importId, language } }) => imports.of(importId).refusedRows(language)),
  };
}
