import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { appointmentStates } from '../../shared/appointments.ts';
import { visits } from '../counter/counter-schema.ts';
import { services, tickets } from './queue-schema.ts';

/** Places kept 保留位置 for whoever was told at the counter what to bring: when they come back, for which service. */
export const appointments = sqliteTable('appointments', {
  id: text().primaryKey(),
  /** the visit that ended without the business, and whose slip 一次性告知书 says when the place is */
  visitId: text().notNull().references(() => visits.id),
  serviceId: text().notNull().references(() => services.id),
  businessDate: text().notNull(),
  appointmentAt: integer().notNull(),
  state: text({ enum: appointmentStates }).notNull(),
  /** the ticket issued at check-in */
  ticketId: text().references(() => tickets.id),
  createdAt: integer().notNull(),
  createdBy: text().notNull(),
  endedAt: integer(),
}, table => [
  // One place for one return, held by the database itself.
  uniqueIndex('appointments_visit').on(table.visitId).where(sql`${table.state} = 'booked'`),
  index('appointments_day').on(table.businessDate, table.appointmentAt),
]);
