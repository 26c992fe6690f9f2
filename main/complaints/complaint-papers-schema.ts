import { sql } from 'drizzle-orm';
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The register of letters 复函登记: `F<year>-<ordinal>`, never given twice, so rows are never deleted. */
export const complaintLetters = sqliteTable('complaint_letters', {
  id: text().primaryKey(),
  complaintId: text().notNull(),
  year: integer().notNull(),
  ordinal: integer().notNull(),
  templateId: text().notNull(),
  text: text().notNull(),
  at: integer().notNull(),
  byName: text().notNull(),
}, table => [
  uniqueIndex('complaint_letters_number').on(table.year, table.ordinal),
  index('complaint_letters_complaint').on(table.complaintId),
]);

/** Photos and papers of complaints: what is known of them. Their content stays on this machine. */
export const complaintPhotos = sqliteTable('complaint_photos', {
  id: text().primaryKey(),
  /** null: it waits in a draft or a note that was not sent yet */
  complaintId: text(),
  title: text().notNull(),
  kind: text({ enum: ['photo', 'paper'] }).notNull(),
  byteCount: integer().notNull(),
  widthPx: integer().notNull(),
  heightPx: integer().notNull(),
  /** hex, of the content as it is kept */
  sha256: text().notNull(),
  addedAt: integer().notNull(),
  addedBy: text().notNull(),
  addedByName: text().notNull(),
}, table => [
  index('complaint_photos_complaint').on(table.complaintId),
  index('complaint_photos_waiting').on(table.addedAt).where(sql`${table.complaintId} is null`),
]);

/** JPEG, without metadata */
export const complaintPhotoContents = sqliteTable('complaint_photo_contents', {
  photoId: text().primaryKey(),
  content: blob({ mode: 'buffer' }).notNull(),
  thumbnail: blob({ mode: 'buffer' }).notNull(),
});
