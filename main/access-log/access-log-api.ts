import { implement } from '@orpc/server';
import { accessLogContract } from '../../shared/access-log.ts';
import { refuse } from '../../shared/errors.ts';
import type { Role } from '../../shared/staff.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { maskedCustomerById } from '../customers/customers-store.ts';
import { logState, makeCheckpoint } from './access-log-checkpoints-store.ts';
import { logThenReveal } from './access-log-store.ts';
import { appendCallersEntry } from './caller-entry-store.ts';
import { clearFlag, judgeLooks, showFlags } from './flags-api.ts';
import { exportEntries, factsOf } from './log-export-api.ts';
import { readDashboard, readGrowth } from './log-figures-store.ts';
import { verifyLog } from './log-files-store.ts';
import { newestCheckpointText, readEntries, traceOfCustomer, traceOfFile, windowNumbers } from './log-reading-store.ts';

const reviewers: readonly Role[] = ['manager', 'auditor'];
/** Who may read what a look was based on: a clerk is shown who looked, not whose order it was. */
const basisReaders: readonly Role[] = ['archivist', 'manager', 'auditor'];
/** Of several roles, the entry names the one that sees most. */
const traceReaders: readonly Role[] = [...basisReaders, 'clerk'];
const longestTrace = 1000;

/** Reading the access log, reviewing what it flags, proving it whole. Reading it is itself an entry. */
export function accessLogApi(parts: BranchParts) {
  const { database, clock } = parts;
  const contract = implement(accessLogContract).$context<Caller>();
  const timeZone = () => (parts.branch() ?? refuse('NOT_SET_UP')).timeZone;

  return contract.router({
    state: contract.state.handler(() => logState(parts)),

    makeCheckpoint: contract.makeCheckpoint.handler(() => makeCheckpoint(parts)),

    entries: contract.entries.handler(({ input: { beforeSeq = Number.MAX_SAFE_INTEGER, limit, ...filter }, context }) => logThenReveal(database, async tx => {
      const seq = await appendCallersEntry(tx, context, { action: 'readLog', as: ['auditor'], at: clock.now(), detail: { facts: { what: 'entries', ...factsOf(filter) } } });
      return { seq, found: null };
    }, async (reader, committed) => {
      const found = await readEntries(reader, committed, filter, { beforeSeq, limit: limit + 1 });
      return { entries: found.slice(0, limit), hasMore: found.length > limit, windowNumbers: Object.fromEntries(await windowNumbers(reader)) };
    })),

    export: contract.export.handler(({ input, context }) => exportEntries(parts, context, input)),

    verify: contract.verify.handler(async ({ context }) => {
      await database.change(tx => appendCallersEntry(tx, context, { action: 'verifyLog', as: reviewers, at: clock.now() }));
      return verifyLog(parts);
    }),

    growth: contract.growth.handler(({ input: { days } }) => database.read(reader => readGrowth(reader, days, clock.now(), timeZone()))),

    dashboard: contract.dashboard.handler(async ({ input }) => {
      await judgeLooks(parts);
      return database.read(reader => readDashboard(reader, input, timeZone()));
    }),

    flags: contract.flags.handler(({ input, context }) => showFlags(parts, context, input)),

    clearFlag: contract.clearFlag.handler(call => clearFlag(parts, call.context, commandOf(call), call.input)),

    whoLooked: contract.whoLooked.handler(({ input: { customerId }, context }) => logThenReveal(database, async tx => {
      const customer = await maskedCustomerById(tx, customerId) ?? refuse('CUSTOMER_NOT_FOUND');
      const seq = await appendCallersEntry(tx, context, {
        action: 'traceShown', as: ['archivist', 'manager'], at: clock.now(), customerId, detail: { customerName: customer.maskedName },
      });
      return { seq, found: customer.maskedName };
    }, async (reader, committed, customerName) => ({
      customerName, lines: await traceOfCustomer(reader, committed, customerId, longestTrace), checkpointText: await newestCheckpointText(reader),
    }))),

    // The file stands among what was read, not as the entry's own file: the trace would fill with its own readings.
    traceOfFile: contract.traceOfFile.handler(async ({ input: { fileId, limit }, context }) => {
      const lines = await logThenReveal(database, async tx => {
        const seq = await appendCallersEntry(tx, context, { action: 'readLog', as: traceReaders, at: clock.now(), detail: { facts: { what: 'traceOfFile', fileId } } });
        return { seq, found: null };
      }, (reader, committed) => traceOfFile(reader, committed, fileId, limit));
      const seesBasis = staffOf(context).roles.some(role => basisReaders.includes(role));
      return seesBasis ? lines : lines.map(line => ({ ...line, basisWords: null }));
    }),
  });
}
