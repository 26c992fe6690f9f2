import { blob, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { SummaryChange, SummaryCheck } from '../../shared/summary.ts';

/** Frozen daily summaries 日报, and their corrections 更正版 as further versions. Only ever added to. */
export const daySummaries = sqliteTable('day_summaries', {
  id: text().primaryKey(),
  businessDate: text().notNull(),
  /** 1, 2, … of its business date */
  version: integer().notNull(),
  /** closed by nobody: frozen at midnight by the service itself */
  isProvisional: integer({ mode: 'boolean' }).notNull(),
  /** the figures as JSON: exactly the text that was hashed */
  data: text().notNull(),
  /** of `data` in UTF-8, hexadecimal */
  sha256: text().notNull(),
  frozenAt: integer().notNull(),
  /** null: the service itself */
  frozenBy: text(),
  frozenByName: text(),
  /** what the manager wrote: remarks at the closing, why it is corrected */
  words: text().notNull(),
  checks: text({ mode: 'json' }).$type<SummaryCheck[]>().notNull(),
  /** what is other than in the version before */
  changes: text({ mode: 'json' }).$type<SummaryChange[]>().notNull(),
}, table => [uniqueIndex('day_summaries_version').on(table.businessDate, table.version)]);

/** Each time a frozen summary was put on paper. Only ever added to. */
export const daySummaryPrints = sqliteTable('day_summary_prints', {
  id: text().primaryKey(),
  summaryId: text().notNull().references(() => daySummaries.id),
  /** 1, 2, … of the summary: stands on the paper */
  ordinal: integer().notNull(),
  printedAt: integer().notNull(),
  byStaffId: text().notNull(),
  byName: text().notNull(),
}, table => [uniqueIndex('day_summary_prints_ordinal').on(table.summaryId, table.ordinal)]);

/** The PDF a desk of the desktop application made of a frozen summary: one of each version. Only ever added to. */
export const daySummaryPdfs = sqliteTable('day_summary_pdfs', {
  summaryId: text().primaryKey().references(() => daySummaries.id),
  /** of the file, hexadecimal */
  sha256: text().notNull(),
  byteLength: integer().notNull(),
  madeAt: integer().notNull(),
});

/** The files themselves stay on this machine; headquarters has their hash. */
export const daySummaryPdfContents = sqliteTable('day_summary_pdf_contents', {
  summaryId: text().primaryKey(),
  content: blob({ mode: 'buffer' }).notNull(),
});
