import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** One row per loan 借阅: what the borrowing card 借阅登记表 says. */
export const archiveLoans = sqliteTable('archive_loans', {
  id: text().primaryKey(),
  /** its number is J<year>-<ordinal>; never given twice, so rows are never deleted */
  year: integer().notNull(),
  ordinal: integer().notNull(),
  fileId: text().notNull(),
  borrowerName: text().notNull(),
  borrowerUnit: text().notNull(),
  borrowerContact: text().notNull(),
  isOutsideCompany: integer({ mode: 'boolean' }).notNull(),
  reason: text().notNull(),
  limits: text().notNull(),
  approvedByNames: text({ mode: 'json' }).$type<string[]>().notNull(),
  lentBy: text().notNull(),
  lentByName: text().notNull(),
  lentAt: integer().notNull(),
  /** business day by whose end it must be back */
  dueOn: text().notNull(),
  /** its limit was counted in working days: provisional while the year of the due day is not announced */
  isDueByCalendar: integer({ mode: 'boolean' }).notNull(),
  renewals: integer().notNull(),
  lastRemindedAt: integer(),
  returnedAt: integer(),
  returnCondition: text({ enum: ['good', 'damaged', 'incomplete'] }),
  returnWords: text(),
  receivedByName: text(),
}, table => [
  uniqueIndex('archive_loans_number').on(table.year, table.ordinal),
  uniqueIndex('archive_loans_file_out').on(table.fileId).where(sql`${table.returnedAt} is null`),
  index('archive_loans_due').on(table.dueOn).where(sql`${table.returnedAt} is null`),
  index('archive_loans_returned').on(table.returnedAt).where(sql`${table.returnedAt} is not null`),
]);
