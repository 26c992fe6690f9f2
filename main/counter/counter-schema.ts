import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { itemResults } from '../../shared/counter.ts';
import { customers } from '../customers/customers-schema.ts';
import { services, tickets, windows } from '../queue/queue-schema.ts';

export const businessTypes = sqliteTable('business_types', {
  id: text().primaryKey(),
  serviceId: text().notNull().references(() => services.id),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
});

/** One visit per ticket; it goes on after a hold or a transfer. */
export const visits = sqliteTable('visits', {
  id: text().primaryKey(),
  ticketId: text().notNull().references(() => tickets.id),
  windowId: text().notNull().references(() => windows.id),
  staffId: text().notNull(),
  customerId: text().references(() => customers.id),
  identityMethod: text({ enum: ['cardSeen', 'cardReader', 'phoneNumber', 'agent', 'notIdentified'] }).notNull(),
  notes: text().notNull(),
  startedAt: integer().notNull(),
  finishedAt: integer(),
}, table => [
  uniqueIndex('visits_ticket').on(table.ticketId),
  // The newest service of a window, which its rating pad asks about.
  index('visits_window').on(table.windowId, table.finishedAt).where(sql`${table.finishedAt} is not null`),
  index('visits_customer').on(table.customerId, table.startedAt).where(sql`${table.customerId} is not null`),
]);

export const visitItems = sqliteTable('visit_items', {
  id: text().primaryKey(),
  visitId: text().notNull().references(() => visits.id),
  businessTypeId: text().notNull().references(() => businessTypes.id),
  result: text({ enum: itemResults }).notNull(),
  reason: text(),
  startedAt: integer().notNull(),
  endedAt: integer(),
}, table => [index('visit_items_visit').on(table.visitId)]);
