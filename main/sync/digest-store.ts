import { createHash, hash, type Hash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { numberedRowsInPart, type DayDigest } from '../../shared/sync.ts';
import type { Queries } from '../database/database.ts';
import { journaledTable } from '../database/row-key.ts';
import { keyRangeOf, otherKeys, type KeyKind, type KeyRange } from './digest-parts.ts';

// What this branch holds, in digests. SQLite makes the text, on a reader; only the hashing is done here, some thousand rows
// at a time, so that neither the writer nor a call waits for it.

const rowsAtOnce = 2000;

export interface DigestedTable {
  name: string;
  kind: KeyKind;
  /** its key columns, quoted, in order */
  keys: readonly string[];
  /** expressions on one row: its key as the journal writes it, its part, its canonical text */
  rowKey: string;
  part: string;
  line: string;
}

/** How a synced table is digested. */
export function digestedTable(table: SQLiteTable): DigestedTable {
  const { name, columns, keys } = journaledTable(table);
  const [first = ''] = keys;
  const kind = columns.find(column => column.name === first)?.getSQLType() === 'integer' ? 'number' : 'text';
  const sorted = columns.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return {
    name, kind, keys: keys.map(quoted), rowKey: keys.map(quoted).join(` || '/' || `),
    part: kind === 'number' ? `'#' || (${quoted(first)} / ${numberedRowsInPart})` : dayOfKey(quoted(first)),
    line: `${sorted.map(field).join(' || ')} || char(10)`,
  };
}

/** Digests of the table's parts, or of those that are named; a named part without rows is answered too. */
export async function digestsOf(reader: Queries, table: DigestedTable, days: readonly string[] | null): Promise<DayDigest[]> {
  const parts = new Map<string, { rows: number; hash: Hash }>((days ?? []).map(day => [day, { rows: 0, hash: createHash('sha256') }]));
  for (const range of rangesOf(table, days)) {
    for await (const page of pages(reader, table, range)) {
      const read = await reader.all<{ part: string; count: number; text: Buffer }>(sql`
        select part, count(*) as count, cast(group_concat(line, '' order by ${sql.raw(table.keys.join(', '))}) as blob) as text
        from (select ${sql.raw(`${table.keys.join(', ')}, ${table.part} as part, ${table.line} as line from ${quoted(table.name)}`)} where ${page}) group by part`);
      for (const { part, count, text } of read) {
        if (days && !parts.has(part)) continue;
        const digest = parts.get(part) ?? { rows: 0, hash: createHash('sha256') };
        digest.rows += count;
        digest.hash.update(text);
        parts.set(part, digest);
      }
    }
  }
  return [...parts].map(([day, { rows, hash: made }]) => ({ table: table.name, day, rows, digest: made.digest('hex') }));
}

/** The rows of one part with their hashes, in the order of their keys' text. */
export async function rowHashesOf(reader: Queries, table: DigestedTable, day: string): Promise<{ key: string; hash: string }[]> {
  const rows: { key: string; hash: string }[] = [];
  for (const range of rangesOf(table, [day])) {
    for await (const page of pages(reader, table, range)) {
      const read = await reader.all<{ key: string; part: string; line: string }>(sql`
        select ${sql.raw(`${table.rowKey} as "key", ${table.part} as part, ${table.line} as line from ${quoted(table.name)}`)} where ${page}`);
      for (const { key, part, line } of read) if (part === day) rows.push({ key: String(key), hash: hash('sha256', line) });
    }
  }
  return rows.toSorted((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
}

/** Null: the whole table. Other keys lie anywhere among the rest. */
function rangesOf({ kind }: DigestedTable, days: readonly string[] | null): (KeyRange | null)[] {
  if (days === null || days.includes(otherKeys)) return [null];
  return days.flatMap(day => keyRangeOf(day, kind) ?? []);
}

/** Conditions that together are the range, each of so many rows, in the order of the key. */
async function* pages(reader: Queries, { name, keys }: DigestedTable, range: KeyRange | null): AsyncGenerator<SQL> {
  const keyList = sql.raw(keys.join(', '));
  const listOf = (values: unknown[]) => sql.join(values.map(value => sql`${value}`), sql`, `);
  const first = sql.raw(keys[0] ?? '');
  const inRange = range ? sql`${first} >= ${range.low} and ${first} < ${range.high}` : sql`true`;
  let rest = inRange;
  for (;;) {
    const [last] = await reader.all<Record<string, unknown>>(sql`select ${sql.raw(keys.map((key, at) => `${key} as k${at}`).join(', '))} from ${sql.raw(quoted(name))} where ${rest} order by ${keyList} limit 1 offset ${rowsAtOnce - 1}`);
    if (!last) {
      yield rest;
      return;
    }
    const end = keys.map((_, at) => last[`k${at}`]);
    yield sql`${rest} and (${keyList}) <= (${listOf(end)})`;
    rest = sql`${inRange} and (${keyList}) > (${listOf(end)})`;
  }
}

/** `<name>=<bytes>:<text>`, or nothing where there is no value. */
function field(column: SQLiteColumn): string {
  const name = quoted(column.name);
  // Both sides reckon this product exactly; a real may have been written with another last digit.
  const text = { blob: `hex(${name})`, real: `cast(max(min(floor(${name} * 1048576.0 + 0.5), 9e18), -9e18) as integer)` }[column.getSQLType()] ?? name;
  return `iif(${name} is null, '', '${column.name}=' || octet_length(${text}) || ':' || ${text})`;
}

/** The day, UTC, in which a UUIDv7 was made; other keys fall into one part. */
function dayOfKey(key: string): string {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13];
  const ms = digits.map((place, at) => `(instr('0123456789abcdef', substr(${key}, ${place}, 1)) - 1) * ${16 ** (digits.length - 1 - at)}`).join(' + ');
  const hex = (count: number) => '[0-9a-f]'.repeat(count);
  return `iif(${key} glob '0${hex(7)}-${hex(4)}-7${hex(3)}-${hex(4)}-${hex(12)}', date((${ms}) / 1000, 'unixepoch'), '${otherKeys}')`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
