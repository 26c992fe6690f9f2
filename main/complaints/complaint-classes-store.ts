import { asc, eq, max, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Queries, Transaction } from '../database/database.ts';
import { defaultClasses } from './class-defaults.ts';
import { complaintClasses } from './complaint-catalogue-schema.ts';
import type { Trade } from './deadline-defaults.ts';

export type StoredClass = typeof complaintClasses.$inferSelect;

/** All classes, retired ones as well, in the order of their places. */
export async function listClasses(reader: Queries): Promise<StoredClass[]> {
  return reader.select().from(complaintClasses).orderBy(asc(complaintClasses.position), asc(complaintClasses.id));
}

export async function findClass(reader: Queries, classId: string): Promise<StoredClass | null> {
  return (await reader.select().from(complaintClasses).where(eq(complaintClasses.id, classId)))[0] ?? null;
}

/** Adds the class as the last of its parent's, or changes the one with this id. */
export async function storeClass(tx: Transaction, { id, ...values }: Omit<StoredClass, 'position' | 'isReport'>): Promise<void> {
  const before = await findClass(tx, id);
  if (before && before.parentId === values.parentId) {
    await tx.update(complaintClasses).set(values).where(eq(complaintClasses.id, id));
    return;
  }
  const [last] = await tx.select({ position: max(complaintClasses.position) }).from(complaintClasses);
  const position = (last?.position ?? -1) + 1;
  await tx.insert(complaintClasses).values({ id, ...values, position, isReport: false }).onConflictDoUpdate({ target: complaintClasses.id, set: { ...values, position } });
}

/** Makes this class the one of reports 举报, and no other. */
export async function setWhichReports(tx: Transaction, classId: string): Promise<void> {
  await tx.update(complaintClasses).set({ isReport: sql`${complaintClasses.id} = ${classId}` });
}

export async function deleteClass(tx: Transaction, classId: string): Promise<void> {
  await tx.delete(complaintClasses).where(eq(complaintClasses.id, classId));
}

/** The classes a branch of this trade begins with. Answers the id of the class of reports 举报. */
export async function insertDefaultClasses(tx: Transaction, trade: Trade, newId: () => string = uuidv7): Promise<{ reportClassId: string }> {
  const classes = defaultClasses(trade, newId);
  await tx.insert(complaintClasses).values(classes.map(each => ({ ...each, isActive: true })));
  const report = classes.find(({ isReport }) => isReport);
  if (!report) throw new Error(`the ${trade} classes have no class of reports`);
  return { reportClassId: report.id };
}
