import { sql } from 'drizzle-orm';
import type { Command, Queries } from './database.ts';
import type { Bound, Row } from './sqlite-connection.ts';
import { refuse } from '../../shared/errors.ts';

/** What a command answered, as it is stored. */
export interface StoredResult {
  name: string;
  caller: string;
  /** JSON, or '' for `undefined` */
  result: string;
}

/** How long a repeat of a command is recognised. */
export const keepResultsDays = 7;

interface Connection {
  all(sql: string, bound: Bound[]): Promise<Row[]>;
  run(sql: string, bound: Bound[]): Promise<{ changes: number }>;
}

/** Finds the stored results of all these commands with one statement. */
export async function findResults(connection: Connection, commandIds: string[]): Promise<Map<string, StoredResult>> {
  const rows = await connection.all(
    'select commandId, name, caller, result from command_results where commandId in (select value from json_each(?))',
    [JSON.stringify(commandIds)],
  );
  return new Map(rows.map(row => [
    String(row['commandId']),
    { name: String(row['name']), caller: String(row['caller']), result: String(row['result']) },
  ]));
}

/** Stores the results of a whole group with one statement. `at`: UTC ms. */
export async function storeResults(connection: Connection, results: ReadonlyMap<string, StoredResult>, at: number): Promise<void> {
  const rows = Array.from(results, ([commandId, { name, caller, result }]) => [commandId, name, caller, result]);
  await connection.run(
    `insert into command_results (commandId, name, caller, result, at)
     select value ->> 0, value ->> 1, value ->> 2, value ->> 3, cast(? as integer) from json_each(?)`,
    [at, JSON.stringify(rows)],
  );
}

/** Forgets up to `limit` results older than `before` (UTC ms); answers how many there were. */
export async function pruneResults(tx: Queries, before: number, limit: number): Promise<number> {
  const { changes } = await tx.run(sql`
    delete from command_results where commandId in (select commandId from command_results where at < ${before} order by at limit ${limit})`);
  return changes;
}

/** JSON of a result; '' for none. */
export function resultAsStored(result: unknown): string {
  return result === undefined ? '' : JSON.stringify(result);
}

/** The result a repeat is given. Errors: COMMAND_ID_REUSED when another caller or another command used the id. */
export function answerRepeat(command: Command, stored: StoredResult): unknown {
  if (stored.name !== command.name || stored.caller !== command.caller) refuse('COMMAND_ID_REUSED');
  return stored.result === '' ? undefined : JSON.parse(stored.result);
}
