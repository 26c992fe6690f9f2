import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { paperKinds, printProblems, printStates, type PaperWidth, type PrinterLine } from '../../shared/printing.ts';

export const printers = sqliteTable('printers', {
  id: text().primaryKey(),
  name: text().notNull(),
  line: text({ mode: 'json' }).$type<PrinterLine>().notNull(),
  widthMm: integer().$type<PaperWidth>().notNull(),
  stationId: text(),
  /** It has answered a question for its status: from then on its silence is a fault. */
  answersStatus: integer({ mode: 'boolean' }).notNull(),
  changedAt: integer().notNull(),
});

/** Every try to print a paper. What stands on the paper is read from its subject when it is printed. */
export const printJobs = sqliteTable('print_jobs', {
  id: text().primaryKey(),
  paper: text({ enum: paperKinds }).notNull(),
  /** the ticket, the visit of a slip, or the printer of a test page */
  subjectId: text().notNull(),
  number: text().notNull(),
  attempt: integer().notNull(),
  /** outlives the printer's row */
  printerId: text().notNull(),
  state: text({ enum: printStates }).notNull(),
  problem: text({ enum: printProblems }),
  businessDate: text().notNull(),
  /** as the taker was told at issue; a reprint tells the same */
  peopleAhead: integer(),
  queuedAt: integer().notNull(),
  endedAt: integer(),
  stationId: text(),
  staffId: text(),
}, table => [
  uniqueIndex('print_jobs_attempt').on(table.subjectId, table.attempt),
  // As small as what went wrong, however many papers the table holds.
  index('print_jobs_queued').on(table.id).where(sql`${table.state} = 'queued'`),
  index('print_jobs_problem').on(table.businessDate).where(sql`${table.problem} is not null`),
]);
