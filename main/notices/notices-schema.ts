import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { noticeSides, noticeUrgencies, type NoticePlace } from '../../shared/notices.ts';
import { staff } from '../staff/staff-schema.ts';

/** Notices of the branch and of headquarters. Names are kept with the row: headquarters' people have no account here. */
export const notices = sqliteTable('notices', {
  id: text().primaryKey(),
  side: text({ enum: noticeSides }).notNull(),
  urgency: text({ enum: noticeUrgencies }).notNull(),
  titleZh: text().notNull(),
  titleEn: text().notNull(),
  wordsZh: text().notNull(),
  wordsEn: text().notNull(),
  places: text({ mode: 'json' }).$type<NoticePlace[]>().notNull(),
  fromDate: text().notNull(),
  toDate: text().notNull(),
  writtenAt: integer().notNull(),
  writtenByName: text().notNull(),
  postedAt: integer(),
  postedBy: text(),
  postedByName: text(),
  withdrawnAt: integer(),
  withdrawnByName: text(),
  withdrawnReason: text(),
}, table => [index('notices_term').on(table.toDate)]);

/** Who has read what, and when: one row per person and notice. */
export const noticeReads = sqliteTable('notice_reads', {
  id: text().primaryKey(),
  noticeId: text().notNull().references(() => notices.id),
  staffId: text().notNull().references(() => staff.id),
  readAt: integer().notNull(),
}, table => [uniqueIndex('notice_reads_person').on(table.noticeId, table.staffId)]);
