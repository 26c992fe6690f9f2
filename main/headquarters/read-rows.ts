import { sql, type SQL } from 'drizzle-orm';
import type { Queries, Transaction } from './hq-database.ts';

/** Rows of a statement of our own, in order. As JSON whole numbers of eight bytes come as numbers. */
export async function readRows<Row>(queries: Queries | Transaction, statement: SQL): Promise<Row[]> {
  const { rows } = await queries.execute<{ row: Row }>(sql`select to_jsonb(line) as row from (${statement}) line`);
  return rows.map(({ row }) => row);
}
