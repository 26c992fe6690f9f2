import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { complaintChannels, complaintStates, type ComplaintForm } from '../../shared/complaints.ts';
import { complaintSides, type StepFacts } from '../../shared/complaint-steps.ts';
import { deadlineKinds } from '../../shared/deadlines.ts';

/**
 * Complaints 投诉: what was taken in, which never changes, and below it what follows from the steps: kept here so that a board
 * of the open ones reads neither steps nor calendar.
 */
export const complaints = sqliteTable('complaints', {
  id: text().primaryKey(),
  /** T<year>-<ordinal>; a gap only behind a lost machine */
  year: integer().notNull(),
  ordinal: integer().notNull(),
  receivedAt: integer().notNull(),
  takenInBy: text().notNull(),
  takenInByName: text().notNull(),

  channel: text({ enum: complaintChannels }).notNull(),
  isAnonymous: integer({ mode: 'boolean' }).notNull(),
  complainantName: text().notNull(),
  complainantPhone: text().notNull(),
  address: text().notNull(),
  agentName: text().notNull(),
  customerId: text(),
  accountNumber: text().notNull(),
  /** phone, account and address as they are compared; null: none was given */
  phoneKey: text(),
  accountKey: text(),
  addressKey: text(),
  ticketId: text(),
  visitId: text(),
  intakeClassId: text().notNull(),
  urgency: integer().notNull(),
  impact: integer().notNull(),
  aboutServiceId: text(),
  aboutWindowId: text(),
  aboutStaffIds: text({ mode: 'json' }).$type<string[]>().notNull(),
  aboutProduct: text().notNull(),
  what: text().notNull(),
  happenedAt: integer(),
  where: text().notNull(),
  remedySought: text().notNull(),

  // From here on: what follows from the steps, reckoned anew with each.
  state: text({ enum: complaintStates }).notNull(),
  classId: text().notNull(),
  /** urgency × impact, 1 to 9 */
  severity: integer().notNull(),
  handlerId: text(),
  handlerName: text(),
  nextKind: text({ enum: deadlineKinds }),
  nextDueAt: integer(),
  isProvisional: integer({ mode: 'boolean' }).notNull(),
  /** by when it is to be closed, kept when it has ended; null: nothing is promised, or its deadline stands still */
  closeDueAt: integer(),
  /** the next due moment; of one that has none a moment that never comes, so that it stands behind those that have */
  dueOrder: integer().notNull(),
  isPaused: integer({ mode: 'boolean' }).notNull(),
  redoCount: integer().notNull(),
  returnCount: integer().notNull(),
  reopenCount: integer().notNull(),
  endedAt: integer(),
  stepCount: integer().notNull(),
}, table => [
  uniqueIndex('complaints_number').on(table.year, table.ordinal),
  index('complaints_open').on(table.dueOrder, table.id).where(sql`${table.endedAt} is null`),
  index('complaints_open_state').on(table.state, table.dueOrder, table.id).where(sql`${table.endedAt} is null`),
  index('complaints_open_handler').on(table.handlerId, table.dueOrder, table.id).where(sql`${table.endedAt} is null`),
  index('complaints_ended').on(table.endedAt, table.id).where(sql`${table.endedAt} is not null`),
  index('complaints_received').on(table.receivedAt),
  index('complaints_close_due').on(table.closeDueAt).where(sql`${table.closeDueAt} is not null`),
  index('complaints_class').on(table.classId),
  index('complaints_customer').on(table.customerId, table.receivedAt).where(sql`${table.customerId} is not null`),
  index('complaints_phone').on(table.phoneKey, table.receivedAt).where(sql`${table.phoneKey} is not null`),
  index('complaints_account').on(table.accountKey, table.receivedAt).where(sql`${table.accountKey} is not null`),
  index('complaints_address').on(table.addressKey, table.receivedAt).where(sql`${table.addressKey} is not null`),
]);

/** What happened with a complaint, step by step, of both sides. Only ever added to. */
export const complaintSteps = sqliteTable('complaint_steps', {
  id: text().primaryKey(),
  complaintId: text().notNull().references(() => complaints.id),
  side: text({ enum: complaintSides }).notNull(),
  seenBranch: integer().notNull(),
  seenHeadquarters: integer().notNull(),
  at: integer().notNull(),
  /** null: the service itself */
  byStaffId: text(),
  byName: text(),
  kind: text().$type<StepFacts['kind']>().notNull(),
  facts: text({ mode: 'json' }).$type<StepFacts>().notNull(),
}, table => [
  // A side numbers its own steps: two people who moved the same complaint at once cannot both have moved it.
  uniqueIndex('complaint_steps_of_branch').on(table.complaintId, table.seenBranch).where(sql`${table.side} = 'branch'`),
  uniqueIndex('complaint_steps_of_headquarters').on(table.complaintId, table.seenHeadquarters).where(sql`${table.side} = 'headquarters'`),
]);

/** Intake forms that were not handed in yet. They stay on this machine. */
export const complaintDrafts = sqliteTable('complaint_drafts', {
  id: text().primaryKey(),
  staffId: text().notNull(),
  form: text({ mode: 'json' }).$type<ComplaintForm>().notNull(),
  savedAt: integer().notNull(),
}, table => [index('complaint_drafts_staff').on(table.staffId, table.savedAt)]);
