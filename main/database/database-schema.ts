import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The stored result of each command, so that a repeat answers the same and changes nothing. Local. */
export const commandResults = sqliteTable('command_results', {
  commandId: text().primaryKey(),
  name: text().notNull(),
  /** the session or station that sent it: nobody else may fetch the result */
  caller: text().notNull(),
  result: text().notNull(),
  at: integer().notNull(),
}, table => [index('command_results_at').on(table.at)]);

/** Every change of a synced table, in order, written by triggers in the same transaction. */
export const journal = sqliteTable('journal', {
  sequence: integer().primaryKey({ autoIncrement: true }),
  tableName: text().notNull(),
  rowKey: text().notNull(),
  operation: text({ enum: ['insert', 'update', 'delete'] }).notNull(),
  /** the row after the change (before it, for a delete) as JSON; large integers and reals as SQLite prints them */
  row: text().notNull(),
  at: integer().notNull(),
});

/**
 * Below which ordinal no number of a year is given, by the table that holds the numbers: a machine that took a lost one's place
 * leaves room for numbers that one gave and never sent. Local.
 */
export const numberFloors = sqliteTable('number_floors', {
  tableName: text().notNull(),
  year: integer().notNull(),
  ordinal: integer().notNull(),
}, table => [primaryKey({ columns: [table.tableName, table.year] })]);
