import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customerClasses, pauseReasons, ticketChanges, ticketStates, windowStates } from '../../shared/queue.ts';

export const services = sqliteTable('services', {
  id: text().primaryKey(),
  prefix: text().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  targetWaitMinutes: integer().notNull(),
  targetServiceMinutes: integer().notNull(),
  requiredDocuments: text({ mode: 'json' }).$type<{ zh: string; en: string }[]>().notNull(),
  opensAt: text().notNull(),
  closesAt: text().notNull(),
  isActive: integer({ mode: 'boolean' }).notNull(),
  changedAt: integer().notNull(),
}, table => [uniqueIndex('services_prefix').on(table.prefix)]);

export const windows = sqliteTable('windows', {
  id: text().primaryKey(),
  number: integer().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  state: text({ enum: windowStates }).notNull(),
  pauseReason: text({ enum: pauseReasons }),
  stateSince: integer().notNull(),
  clerkId: text(),
  clerkName: text(),
  isActive: integer({ mode: 'boolean' }).notNull(),
  changedAt: integer().notNull(),
}, table => [
  uniqueIndex('windows_number').on(table.number),
  // One clerk at one window, held by the database itself.
  uniqueIndex('windows_clerk').on(table.clerkId).where(sql`${table.clerkId} is not null`),
]);

export const windowServices = sqliteTable('window_services', {
  id: text().primaryKey(),
  windowId: text().notNull().references(() => windows.id),
  serviceId: text().notNull().references(() => services.id),
  kind: text({ enum: ['own', 'helping'] }).notNull(),
}, table => [uniqueIndex('window_services_pair').on(table.windowId, table.serviceId)]);

export const tickets = sqliteTable('tickets', {
  id: text().primaryKey(),
  businessDate: text().notNull(),
  prefix: text().notNull(),
  ordinal: integer().notNull(),
  number: text().notNull(),
  serviceId: text().notNull().references(() => services.id),
  customerClass: text({ enum: customerClasses }).notNull(),
  state: text({ enum: ticketStates }).notNull(),
  issuedAt: integer().notNull(),
  appointmentAt: integer(),
  /** From when its wait counts, UTC ms: issue (or its appointment, when that is later), or its return to the queue. */
  waitsFromAt: integer().notNull(),
  /** Arrival less head start, UTC ms: the order at issue. A return to the original place restores it. */
  originalOrder: real().notNull(),
  /** The present place in the queue; fractions make room between two neighbours. */
  queueOrder: real().notNull(),
  /** Set when the ticket came back to the queue: how its place was chosen. */
  returnedTo: text({ mode: 'json' }).$type<{ kind: 'front' | 'original' } | { kind: 'after'; count: number }>(),
  windowId: text().references(() => windows.id),
  targetWindowId: text().references(() => windows.id),
  callCount: integer().notNull(),
  firstCalledAt: integer(),
  lastCalledAt: integer(),
  /** The event of the newest call or recall: displays acknowledge by it. */
  lastCallEventId: text(),
  callReason: text({ mode: 'json' }),
  servingAt: integer(),
  noShowAt: integer(),
  finishedAt: integer(),
  toldFromMinutes: integer(),
  toldToMinutes: integer(),
}, table => [
  uniqueIndex('tickets_number').on(table.businessDate, table.prefix, table.ordinal),
  // Only the live states: these indexes stay as small as the hall, however many years the table holds. A query repeats the
  // condition literally: with a bound value SQLite would have to plan it anew at each use.
  index('tickets_waiting').on(table.serviceId, table.queueOrder, table.id).where(sql`${table.state} = 'waiting' and ${table.targetWindowId} is null`),
  index('tickets_longest_wait').on(table.serviceId, table.waitsFromAt, table.id).where(sql`${table.state} = 'waiting' and ${table.targetWindowId} is null`),
  index('tickets_for_window').on(table.targetWindowId, table.queueOrder, table.id).where(sql`${table.state} = 'waiting' and ${table.targetWindowId} is not null`),
  index('tickets_on_hold').on(table.id).where(sql`${table.state} = 'onHold'`),
  // A no-show is an end unless somebody returns in time: read only from a given moment on.
  index('tickets_no_show').on(table.noShowAt).where(sql`${table.state} = 'noShow'`),
  // The newest few are read, never all: the last calls, and how long recent services took.
  index('tickets_last_called').on(table.lastCalledAt).where(sql`${table.lastCalledAt} is not null`),
  index('tickets_finished').on(table.serviceId, table.finishedAt).where(sql`${table.state} = 'finished'`),
  // One ticket at one window at a time, held by the database itself.
  uniqueIndex('tickets_at_window').on(table.windowId).where(sql`${table.state} in ('called', 'serving')`),
]);

/** Who, when, where and why of every change of a ticket: append-only. */
export const ticketEvents = sqliteTable('ticket_events', {
  id: text().primaryKey(),
  ticketId: text().notNull().references(() => tickets.id),
  at: integer().notNull(),
  change: text({ enum: ticketChanges }).notNull(),
  fromState: text({ enum: ticketStates }),
  toState: text({ enum: ticketStates }).notNull(),
  staffId: text(),
  stationId: text(),
  windowId: text(),
  reason: text(),
  details: text({ mode: 'json' }).$type<Record<string, unknown>>(),
}, table => [index('ticket_events_ticket').on(table.ticketId, table.at)]);

/** The last number given per prefix and business date. */
export const ticketNumbers = sqliteTable('ticket_numbers', {
  businessDate: text().notNull(),
  prefix: text().notNull(),
  lastOrdinal: integer().notNull(),
}, table => [primaryKey({ columns: [table.businessDate, table.prefix] })]);

/** Opening, pausing and closing of windows: append-only. */
export const windowEvents = sqliteTable('window_events', {
  id: text().primaryKey(),
  windowId: text().notNull().references(() => windows.id),
  at: integer().notNull(),
  businessDate: text().notNull(),
  state: text({ enum: windowStates }).notNull(),
  reason: text(),
  clerkId: text(),
  byStaffId: text(),
}, table => [index('window_events_window').on(table.windowId, table.at)]);

/** Days that were closed. */
export const businessDays = sqliteTable('business_days', {
  businessDate: text().primaryKey(),
  closedAt: integer().notNull(),
  closedBy: text().notNull(),
  expired: integer().notNull(),
});
