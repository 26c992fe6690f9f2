import { Column, getTableName, is } from 'drizzle-orm';
import type { SelectedFieldsOrdered } from 'drizzle-orm/sqlite-core';

interface Decoder { mapFromDriverValue(value: unknown): unknown }
type MapRow = (values: unknown[]) => Record<string, unknown>;

interface Cell {
  path: string[];
  decode: ((value: unknown) => unknown) | null;
  /** for a column of a joined table: the table's name */
  joined: string | null;
}

/**
 * Makes the function that turns a row's values into the object drizzle's types promise: nested by path, decoded, and null in
 * place of a joined table that had no row (`isAlwaysThere` says which tables have one; undefined without joins). What can be
 * known beforehand is worked out here, once a query, not for every row.
 */
export function rowMapping(fields: SelectedFieldsOrdered, isAlwaysThere: Record<string, boolean> | undefined): MapRow {
  const cells = fields.map(({ path, field }): Cell => ({
    path,
    decode: decodeOf(field),
    joined: isAlwaysThere && is(field, Column) && path.length === 2 ? getTableName(field.table) : null,
  }));
  if (cells.every(cell => cell.path.length === 1)) return values => mapFlat(cells, values);
  return values => mapNested(cells, values, isAlwaysThere);
}

function mapFlat(cells: Cell[], values: unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [index, { path, decode }] of cells.entries()) row[path[0]!] = decoded(values[index], decode);
  return row;
}

function mapNested(cells: Cell[], values: unknown[], isAlwaysThere: Record<string, boolean> | undefined): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  /** per joined object: the table all of whose values were null so far, or null when one was there */
  const absent = new Map<string, string | null>();
  for (const [index, { path, decode, joined }] of cells.entries()) {
    const value = decoded(values[index], decode);
    let node = row;
    for (const name of path.slice(0, -1)) node = (node[name] ??= {}) as Record<string, unknown>;
    node[path.at(-1)!] = value;
    if (joined === null) continue;
    const name = path[0]!;
    const seen = absent.get(name);
    if (seen === undefined) absent.set(name, value === null ? joined : null);
    else if (seen !== null && (value !== null || seen !== joined)) absent.set(name, null);
  }
  for (const [name, table] of absent) if (table !== null && !isAlwaysThere?.[table]) row[name] = null;
  return row;
}

function decoded(value: unknown, decode: Cell['decode']): unknown {
  return value === null || decode === null ? value : decode(value);
}

function decodeOf(field: SelectedFieldsOrdered[number]['field']): Cell['decode'] {
  const decoder = decoderOf(field);
  // Most columns hand the value on as it is.
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null;
  return value => decoder.mapFromDriverValue(value);
}

/** Drizzle keeps `decoder` out of its published types; its own drivers read it in the same way. */
function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field;
  const { decoder, sql, _ } = field as { decoder?: Decoder; sql?: { decoder: Decoder }; _?: { sql?: { decoder: Decoder } } };
  const found = decoder ?? sql?.decoder ?? _?.sql?.decoder;
  if (!found) throw new Error('drizzle has another shape of selected fields than this driver knows');
  return found;
}
