import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';

/** Up to which entry the log was looked through for flags: one row. Local, because only this machine looks. */
export const accessLogFlagProgress = sqliteTable('access_log_flag_progress', {
  id: integer().primaryKey(),
  nextSeq: integer().notNull(),
});
