import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Queries, Transaction } from '../database/database.ts';
import { satisfactionCriteria, satisfactionMeasures } from './satisfaction-schema.ts';

export type StoredMeasure = typeof satisfactionMeasures.$inferSelect;

const measuresListed = 300;

/** Open measures by due date, then those done, then those checked, the newest first. */
export async function listMeasures(reader: Queries): Promise<StoredMeasure[]> {
  const stage = sql`iif(${satisfactionMeasures.checkedOn} is not null, 2, iif(${satisfactionMeasures.doneOn} is not null, 1, 0))`;
  return reader.select().from(satisfactionMeasures)
    .orderBy(stage, sql`iif(${satisfactionMeasures.doneOn} is null, ${satisfactionMeasures.dueOn}, '')`, desc(satisfactionMeasures.doneOn), asc(satisfactionMeasures.id)).limit(measuresListed);
}

export async function findMeasure(reader: Queries, measureId: string): Promise<StoredMeasure | null> {
  const [found] = await reader.select().from(satisfactionMeasures).where(eq(satisfactionMeasures.id, measureId));
  return found ?? null;
}

export async function insertMeasure(tx: Transaction, measure: typeof satisfactionMeasures.$inferInsert): Promise<void> {
  await tx.insert(satisfactionMeasures).values(measure);
}

export async function updateMeasure(tx: Transaction, measureId: string, change: Partial<Omit<StoredMeasure, 'id'>>): Promise<void> {
  await tx.update(satisfactionMeasures).set(change).where(eq(satisfactionMeasures.id, measureId));
}

/** Every target set for a year, the newest first. */
export async function listCriteria(reader: Queries, year: number) {
  return reader.select().from(satisfactionCriteria).where(eq(satisfactionCriteria.year, year)).orderBy(desc(satisfactionCriteria.setAt), desc(satisfactionCriteria.id));
}

export async function insertCriterion(tx: Transaction, criterion: typeof satisfactionCriteria.$inferInsert): Promise<void> {
  await tx.insert(satisfactionCriteria).values(criterion);
}
