import { and, asc, eq, ne } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Category, Level, RetentionClass, Shelf } from '../../shared/archive.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { archiveCategories, archiveLevels, archiveShelves, retentionClasses } from './archive-schema.ts';
import { defaultCategories, defaultLevels, defaultRetentionClasses, defaultShelves } from './catalogue-defaults.ts';

/** Categories by code, so that parents and what lies under them stand as the branch numbered them. */
export async function listCategories(reader: Queries): Promise<Category[]> {
  return reader.select().from(archiveCategories).orderBy(asc(archiveCategories.code));
}

export async function listShelves(reader: Queries): Promise<Shelf[]> {
  return reader.select().from(archiveShelves).orderBy(asc(archiveShelves.code));
}

/** Levels, the lowest first. */
export async function listLevels(reader: Queries): Promise<Level[]> {
  return reader.select().from(archiveLevels).orderBy(asc(archiveLevels.rank));
}

/** Retention classes in the order they were made. */
export async function listRetentionClasses(reader: Queries): Promise<RetentionClass[]> {
  return reader.select().from(retentionClasses).orderBy(asc(retentionClasses.id));
}

export async function findLevel(reader: Queries, levelId: string): Promise<Level | null> {
  return (await reader.select().from(archiveLevels).where(eq(archiveLevels.id, levelId)))[0] ?? null;
}

export async function findCategory(reader: Queries, categoryId: string): Promise<Category | null> {
  return (await reader.select().from(archiveCategories).where(eq(archiveCategories.id, categoryId)))[0] ?? null;
}

export async function findShelf(reader: Queries, shelfId: string): Promise<Shelf | null> {
  return (await reader.select().from(archiveShelves).where(eq(archiveShelves.id, shelfId)))[0] ?? null;
}

export async function findRetentionClass(reader: Queries, retentionClassId: string): Promise<RetentionClass | null> {
  return (await reader.select().from(retentionClasses).where(eq(retentionClasses.id, retentionClassId)))[0] ?? null;
}

export async function categoryExists(reader: Queries, categoryId: string): Promise<boolean> {
  return (await reader.select({ id: archiveCategories.id }).from(archiveCategories).where(eq(archiveCategories.id, categoryId))).length > 0;
}

export async function shelfExists(reader: Queries, shelfId: string): Promise<boolean> {
  return (await reader.select({ id: archiveShelves.id }).from(archiveShelves).where(eq(archiveShelves.id, shelfId))).length > 0;
}

export async function categoryCodeIsTaken(reader: Queries, { id, code }: Category): Promise<boolean> {
  return (await reader.select({ id: archiveCategories.id }).from(archiveCategories).where(and(eq(archiveCategories.code, code), ne(archiveCategories.id, id)))).length > 0;
}

export async function shelfCodeIsTaken(reader: Queries, { id, code }: Shelf): Promise<boolean> {
  return (await reader.select({ id: archiveShelves.id }).from(archiveShelves).where(and(eq(archiveShelves.code, code), ne(archiveShelves.id, id)))).length > 0;
}

export async function levelRankIsTaken(reader: Queries, { id, rank }: Level): Promise<boolean> {
  return (await reader.select({ id: archiveLevels.id }).from(archiveLevels).where(and(eq(archiveLevels.rank, rank), ne(archiveLevels.id, id)))).length > 0;
}

export async function storeCategory(tx: Transaction, { id, ...values }: Category): Promise<void> {
  await tx.insert(archiveCategories).values({ id, ...values }).onConflictDoUpdate({ target: archiveCategories.id, set: values });
}

export async function storeShelf(tx: Transaction, { id, ...values }: Shelf): Promise<void> {
  await tx.insert(archiveShelves).values({ id, ...values }).onConflictDoUpdate({ target: archiveShelves.id, set: values });
}

export async function storeLevel(tx: Transaction, { id, ...values }: Level): Promise<void> {
  await tx.insert(archiveLevels).values({ id, ...values }).onConflictDoUpdate({ target: archiveLevels.id, set: values });
}

export async function storeRetentionClass(tx: Transaction, { id, ...values }: RetentionClass): Promise<void> {
  await tx.insert(retentionClasses).values({ id, ...values }).onConflictDoUpdate({ target: retentionClasses.id, set: values });
}

/** The catalogue a branch of this trade begins with. */
export async function insertDefaultCatalogue(tx: Transaction, trade: Parameters<typeof defaultCategories>[0], newId: () => string = uuidv7): Promise<void> {
  const made = { isActive: true };
  await tx.insert(archiveCategories).values(defaultCategories(trade, newId));
  await tx.insert(archiveShelves).values(defaultShelves.map(shelf => ({ id: newId(), ...shelf, ...made })));
  await tx.insert(archiveLevels).values(defaultLevels.map(level => ({ id: newId(), ...level, ...made })));
  await tx.insert(retentionClasses).values(defaultRetentionClasses.map(each => ({ id: newId(), ...each, ...made })));
}
