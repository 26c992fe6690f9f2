import { count, eq, inArray, max, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import type { MaskedCustomer, MatchedBy } from '../../shared/customers.ts';
import { refuse } from '../../shared/errors.ts';
import type { LookField, OpenedLook } from '../../shared/looks.ts';
import type { CommittedEntry } from '../access-log/access-log-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { customerImports, customers } from './customers-schema.ts';
import { maskAccountNumber, maskAddress, maskIdNumber, maskName, maskPhone } from '../text/masking.ts';
import { plainName } from '../text/plain-text.ts';
import { type Findable, searchTokensOf } from './search-tokens.ts';
import type { SearchStage } from './search-query.ts';

/** A customer as it is stored, without masking. Never leaves this domain. */
type StoredCustomer = typeof customers.$inferSelect;

export interface NewCustomer {
  /** UUIDv7; made here when missing */
  id?: string;
  name: string;
  phone: string | null;
  idNumber: string | null;
  accountNumber: string | null;
  address: string | null;
  isKeyAccount: boolean;
  /** UTC ms */
  createdAt: number;
}

/** Rows a term's list may give beyond the limit, where characters apart from each other must be sorted out afterwards. */
const spareRows = 24;
const rowsPerStatement = 1000;

/**
 * People found by the stages, each once, in the order of the stages and inside a stage in the order they came to the
 * branch: at most `limit`, and whether there are more. Every stage reads a bounded number of rows.
 */
export async function findCustomers(
  reader: Queries, stages: readonly SearchStage[], limit: number,
): Promise<{ found: { customer: StoredCustomer; matchedBy: MatchedBy }[]; hasMore: boolean }> {
  if (stages.length === 0) return { found: [], hasMore: false };
  const tries = stages.map(({ match, nameContains }, at) => sql`
    select * from (
      select ${at} as stage, c.* from customer_search cross join customers c on c.searchId = customer_search.rowid
      where customer_search match ${match} order by customer_search.rowid limit ${limit + 1 + (nameContains ? spareRows : 0)}
    )`);
  const rows = await reader.all<StoredCustomer & { stage: number }>(sql.join(tries, sql` union all `));
  const found = new Map<number, { customer: StoredCustomer; matchedBy: MatchedBy }>();
  for (const { stage: at, ...customer } of rows.toSorted((one, other) => one.stage - other.stage)) {
    const stage = stages[at];
    if (!stage || found.has(customer.searchId)) continue;
    if (stage.nameContains && !plainName(customer.name).includes(stage.nameContains)) continue;
    found.set(customer.searchId, { customer, matchedBy: stage.matchedBy });
  }
  return { found: [...found.values()].slice(0, limit), hasMore: found.size > limit };
}

/** One customer masked, or null. */
export async function maskedCustomerById(reader: Queries, customerId: string): Promise<MaskedCustomer | null> {
  return (await maskedCustomersByIds(reader, [customerId])).get(customerId) ?? null;
}

/** The customers of these ids, masked, by id; ids nobody has are left out. */
export async function maskedCustomersByIds(reader: Queries, ids: readonly string[]): Promise<Map<string, MaskedCustomer>> {
  const masked = new Map<string, MaskedCustomer>();
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await reader.select().from(customers).where(inArray(customers.id, ids.slice(from, from + 500)));
    for (const row of rows) masked.set(row.id, maskCustomer(row));
  }
  return masked;
}

/** What may be shown of a customer before a purpose is chosen. */
export function maskCustomer(customer: StoredCustomer): MaskedCustomer {
  return {
    id: customer.id,
    maskedName: maskName(customer.name),
    maskedPhone: customer.phone === null ? null : maskPhone(customer.phone),
    maskedIdNumber: customer.idNumber === null ? null : maskIdNumber(customer.idNumber),
    maskedAccountNumber: customer.accountNumber === null ? null : maskAccountNumber(customer.accountNumber),
    maskedAddress: customer.address === null ? null : maskAddress(customer.address),
    // From a raw select this is still SQLite's 0 or 1.
    isKeyAccount: Boolean(customer.isKeyAccount),
  };
}

/**
 * The fields of a customer that a look opens; every other one is null, and is not even read. `committed` is the proof that
 * the look's entry is on disk.
 *
 * Errors: CUSTOMER_NOT_FOUND.
 */
export async function revealCustomer(
  reader: Queries, customerId: string, fields: readonly LookField[], _committed: CommittedEntry,
): Promise<NonNullable<OpenedLook['customer']>> {
  const onlyIf = <Column extends SQLiteColumn>(field: LookField, column: Column) => fields.includes(field) ? column : sql<null>`null`;
  const { id, name, phone, idNumber, accountNumber, address } = customers;
  const [customer] = await reader
    .select({
      id, name: onlyIf('name', name), phone: onlyIf('phone', phone), idNumber: onlyIf('idNumber', idNumber),
      accountNumber: onlyIf('accountNumber', accountNumber), address: onlyIf('address', address),
    })
    .from(customers).where(eq(customers.id, customerId));
  return customer ?? refuse('CUSTOMER_NOT_FOUND');
}

/**
 * Stores customers and what they are found by, in sets, in the caller's transaction. Answers their ids in order.
 * The values are stored as given: checking them is the caller's work. An account number the branch has already fails.
 */
export async function insertCustomers(tx: Transaction, rows: readonly NewCustomer[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const firstSearchId = await nextSearchId(tx);
    const chunk = rows.slice(from, from + rowsPerStatement).map(row => ({ ...row, id: row.id ?? uuidv7(), tokens: searchTokensOf(row) }));
    const values = JSON.stringify(chunk.map(({ id, name, phone, idNumber, accountNumber, address, isKeyAccount, createdAt }) =>
      [id, name, phone, idNumber, accountNumber, address, isKeyAccount ? 1 : 0, createdAt]));
    await tx.run(sql`
      insert into customers (searchId, id, name, phone, idNumber, accountNumber, address, isKeyAccount, createdAt, changedAt)
      select ${firstSearchId} + key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 7
      from json_each(${values})`);
    await tx.run(sql`
      insert into customer_search (rowid, tokens) select ${firstSearchId} + key, value from json_each(${JSON.stringify(chunk.map(({ tokens }) => tokens))})`);
    ids.push(...chunk.map(({ id }) => id));
  }
  return ids;
}

/** Lets customers be found by what their rows now say: for rows that came from elsewhere. */
export async function refreshCustomerSearch(tx: Transaction, ids: readonly string[]): Promise<void> {
  const rows = await tx.all<Findable & { searchId: number }>(sql`
    select searchId, name, phone, idNumber, accountNumber from customers where id in (select value from json_each(${JSON.stringify(ids)}))`);
  await tx.run(sql`delete from customer_search where rowid in (select value from json_each(${JSON.stringify(rows.map(({ searchId }) => searchId))}))`);
  await tx.run(sql`insert into customer_search (rowid, tokens) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(rows.map(row => [row.searchId, searchTokensOf(row)]))})`);
}

/** The next free search id: behind the customers and behind the rows of an import under way. */
export async function nextSearchId(tx: Queries): Promise<number> {
  const [row] = await tx.all<{ next: number }>(sql`
    select max(coalesce((select max(searchId) from customers), 0), coalesce((select max(searchId) from customer_import_rows), 0)) + 1 as next`);
  if (!row) throw new Error('an aggregate without a row');
  return row.next;
}

/** How many customers the branch has, and when a ledger was last stored (UTC ms). */
export async function countCustomers(reader: Queries): Promise<{ customers: number; lastImportAt: number | null }> {
  const [counted] = await reader.select({ customers: count() }).from(customers);
  const [imported] = await reader.select({ lastImportAt: max(customerImports.storedAt) }).from(customerImports);
  return { customers: counted?.customers ?? 0, lastImportAt: imported?.lastImportAt ?? null };
}

/** What another domain copies into a record of its own, or leaves out of a text. Nobody is answered with it: to be shown, it needs its entry of the log. */
export async function contactOfCustomer(reader: Queries, customerId: string): Promise<Pick<StoredCustomer, 'name' | 'phone' | 'address' | 'accountNumber'> | null> {
  const { name, phone, address, accountNumber } = customers;
  return (await reader.select({ name, phone, address, accountNumber }).from(customers).where(eq(customers.id, customerId)))[0] ?? null;
}

/** True when the branch has a customer of this id. */
export async function customerExists(reader: Queries, customerId: string): Promise<boolean> {
  return (await reader.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).limit(1)).length > 0;
}
