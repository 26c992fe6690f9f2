import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Years whose holidays and make-up workdays are announced. Days of any other year are provisional. */
export const calendarYears = sqliteTable('calendar_years', {
  year: integer().primaryKey(),
  /** `package`: taken along with the application; `branch`: imported by the manager; `headquarters`: set there */
  source: text({ enum: ['package', 'branch', 'headquarters'] }).notNull(),
  setAt: integer().notNull(),
});

/** The days of announced years that are not what their weekday says, and the rest days of a holiday that fall on a weekend. */
export const calendarDays = sqliteTable('calendar_days', {
  day: text().primaryKey(),
  year: integer().notNull(),
  /** 节假日 or 调休上班日 */
  kind: text({ enum: ['holiday', 'makeUpWorkday'] }).notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
}, table => [index('calendar_days_year').on(table.year)]);
