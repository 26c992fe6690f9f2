import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const customers = sqliteTable('customers', {
  /** The integer the search index points at; the key everywhere else is `id`. */
  searchId: integer().primaryKey(),
  id: text().notNull(),
  name: text().notNull(),
  phone: text(),
  idNumber: text(),
  accountNumber: text(),
  address: text(),
  isKeyAccount: integer({ mode: 'boolean' }).notNull(),
  importId: text(),
  createdAt: integer().notNull(),
  changedAt: integer().notNull(),
}, table => [
  uniqueIndex('customers_id').on(table.id),
  uniqueIndex('customers_account').on(table.accountNumber).where(sql`${table.accountNumber} is not null`),
  index('customers_id_number').on(table.idNumber).where(sql`${table.idNumber} is not null`),
]);

/** One row per import of a ledger. */
export const customerImports = sqliteTable('customer_imports', {
  id: text().primaryKey(),
  fileName: text().notNull(),
  rowCount: integer().notNull(),
  stored: integer().notNull(),
  refused: integer().notNull(),
  storedAt: integer().notNull(),
  byStaffId: text().notNull(),
});

/**
 * Rows of the import under way, written in small steps so that the hall never waits, and moved to `customers` in one.
 * Local. Empty whenever no import is being stored; what a crash leaves is cleared at the next start.
 * `searchId` is taken already here, because the search index is filled beside it.
 */
export const customerImportRows = sqliteTable('customer_import_rows', {
  searchId: integer().primaryKey(),
  importId: text().notNull(),
  id: text().notNull(),
  name: text().notNull(),
  phone: text(),
  idNumber: text(),
  accountNumber: text(),
  address: text(),
  isKeyAccount: integer({ mode: 'boolean' }).notNull(),
});
