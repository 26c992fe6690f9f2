import { and, asc, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { ComplaintPhoto } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import type { CommittedEntry } from '../access-log/access-log-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { complaintPhotoContents, complaintPhotos } from './complaint-papers-schema.ts';

/** A photo with whose it is. `complaintId` null: it waits in a draft or a note that was not sent yet. */
export interface StoredPhoto extends ComplaintPhoto { complaintId: string | null; addedBy: string }

/** A draft older than this has forgotten its photos. */
const longestWaitingMs = 90 * 24 * 60 * 60_000;

export async function findPhoto(reader: Queries, photoId: string): Promise<StoredPhoto | null> {
  return (await reader.select().from(complaintPhotos).where(eq(complaintPhotos.id, photoId)))[0] ?? null;
}

/** The photos of a complaint in the order they were added. */
export async function photosOf(reader: Queries, complaintId: string): Promise<ComplaintPhoto[]> {
  const rows = await reader.select().from(complaintPhotos).where(eq(complaintPhotos.complaintId, complaintId)).orderBy(asc(complaintPhotos.addedAt), asc(complaintPhotos.id));
  return rows.map(({ complaintId: _, addedBy: _by, ...photo }) => photo);
}

export async function insertPhoto(tx: Transaction, photo: Omit<StoredPhoto, 'complaintId'>, kept: { content: Buffer; thumbnail: Buffer }): Promise<void> {
  await tx.insert(complaintPhotos).values({ ...photo, complaintId: null });
  await tx.insert(complaintPhotoContents).values({ photoId: photo.id, content: kept.content, thumbnail: kept.thumbnail });
}

/** Deletes photos that waited too long for their complaint, content first. `nowMs`: UTC ms. */
export async function deleteForgottenPhotos(tx: Transaction, nowMs: number): Promise<void> {
  const forgotten = await tx.select({ id: complaintPhotos.id }).from(complaintPhotos).where(and(isNull(complaintPhotos.complaintId), lt(complaintPhotos.addedAt, nowMs - longestWaitingMs)));
  if (forgotten.length === 0) return;
  const ids = forgotten.map(({ id }) => id);
  await tx.delete(complaintPhotoContents).where(inArray(complaintPhotoContents.photoId, ids));
  await tx.delete(complaintPhotos).where(inArray(complaintPhotos.id, ids));
}

/**
 * Gives waiting photos to their complaint, with its receipt or a note. Only those the caller added, and each once; one that is the
 * complaint's already stays. Errors: PHOTO_NOT_FOUND, for all of them together.
 */
export async function givePhotosTo(tx: Transaction, complaintId: string, photoIds: readonly string[], staffId: string): Promise<void> {
  if (photoIds.length === 0) return;
  const found = await tx.select().from(complaintPhotos).where(inArray(complaintPhotos.id, [...photoIds]));
  const mayBeGiven = found.filter(photo => photo.complaintId === complaintId || (photo.complaintId === null && photo.addedBy === staffId));
  if (mayBeGiven.length !== new Set(photoIds).size) refuse('PHOTO_NOT_FOUND');
  await tx.update(complaintPhotos).set({ complaintId }).where(and(inArray(complaintPhotos.id, [...photoIds]), isNull(complaintPhotos.complaintId)));
}

/** What a photo shows. Only after its entry of the access log is on disk: `committed` is the proof. Errors: PHOTO_NOT_FOUND. */
export async function readPhoto(reader: Queries, _committed: CommittedEntry, photo: Pick<StoredPhoto, 'id' | 'title'>, as: 'page' | 'thumbnail'): Promise<File> {
  return contentOf(reader, photo, as);
}

/** What a photo of a published case shows: a reviewer has said that it names nobody, so no entry comes first. Errors: PHOTO_NOT_FOUND. */
export async function readReviewedPhoto(reader: Queries, photo: Pick<StoredPhoto, 'id' | 'title'>, as: 'page' | 'thumbnail'): Promise<File> {
  return contentOf(reader, photo, as);
}

async function contentOf(reader: Queries, photo: Pick<StoredPhoto, 'id' | 'title'>, as: 'page' | 'thumbnail'): Promise<File> {
  const column = as === 'page' ? complaintPhotoContents.content : complaintPhotoContents.thumbnail;
  const [row] = await reader.select({ content: column }).from(complaintPhotoContents).where(eq(complaintPhotoContents.photoId, photo.id));
  if (!row) return refuse('PHOTO_NOT_FOUND');
  return new File([new Uint8Array(row.content)], `${photo.title}.jpeg`, { type: 'image/jpeg' });
}
