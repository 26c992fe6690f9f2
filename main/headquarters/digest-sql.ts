import { numberedRowsInPart } from '../../shared/sync.ts';
import { keyRangeOf, otherKeys, type KeyKind } from '../sync/digest-parts.ts';
import { inBranches, projectedTables, quoted, rowKeyOf, type ProjectedColumn, type ProjectedTable } from './projection-tables.ts';

// What headquarters holds of a branch, in digests: byte for byte what the branch reckons of its own rows (docs/sync-protocol.md).

/** Digests of all parts of a table. $1: branch. Answers part, rows and digest. */
export function wholeDigestsSql(table: ProjectedTable): string {
  return `select part, count(*) as rows, ${digestOf(table)} as digest
    from (select ${partOf(table, 't')} as part, ${lineOf(table, 't')} as line, ${keyList(table, 't')} from ${inBranches(table)} t where t."branchId" = $1) r group by part`;
}

/** The same of named parts: $2 their names, $3 and $4 the keys they begin and end before (`boundsOf`). */
export function partDigestsSql(table: ProjectedTable): string {
  const key = `t.${quoted(table.keys[0]?.name ?? '')}`;
  const type = kindOf(table) === 'number' ? 'bigint' : 'text';
  return `select asked.part, count(*) as rows, ${digestOf(table)} as digest
    from unnest($2::text[], $3::text[], $4::text[]) as asked(part, low, high)
    cross join lateral (
      select ${lineOf(table, 't')} as line, ${keyList(table, 't')} from ${inBranches(table)} t
      where t."branchId" = $1 and ${key} >= asked.low::${type} and ${key} < asked.high::${type} and ${partOf(table, 't')} = asked.part) r
    group by asked.part`;
}

/** The rows of a part with their hashes: $2 its name, $3 and $4 as above; the keys' texts behind $5 up to $6, either may be null. */
export function rowHashesSql(table: ProjectedTable): string {
  const key = `t.${quoted(table.keys[0]?.name ?? '')}`;
  const type = kindOf(table) === 'number' ? 'bigint' : 'text';
  const rowKey = `(${rowKeyOf(table, 't')}) collate "C"`;
  return `select ${rowKeyOf(table, 't')} as key, ${sha256Of(lineOf(table, 't'))} as hash, t."fromEpoch", t."fromSeq" from ${inBranches(table)} t
    where t."branchId" = $1 and ${key} >= $3::${type} and ${key} < $4::${type} and ${partOf(table, 't')} = $2
      and ($5::text is null or ${rowKey} > $5) and ($6::text is null or ${rowKey} <= $6)`;
}

/** Between which keys a part lies, as texts; other keys lie anywhere. Without a choice between two ways the index is used. */
export function boundsOf(part: string, kind: KeyKind): { low: string; high: string } {
  const range = keyRangeOf(part, kind) ?? (kind === 'number' ? { low: 0, high: 0 } : { low: '', high: '\u{10FFFF}' });
  return { low: String(range.low), high: String(range.high) };
}

/** The part of a change by its table and the text of its key. */
export const partOfChange = `case when "tableName" = any('{${[...projectedTables.values()].filter(table => kindOf(table) === 'number').map(({ name }) => name).join()}}'::text[])
  then case when "rowKey" ~ '^\\d{1,15}(/|$)' then '#' || (split_part("rowKey", '/', 1)::bigint / ${numberedRowsInPart}) else '${otherKeys}' end
  else ${dayOfKey(`split_part("rowKey", '/', 1)`)} end`;

export function kindOf({ keys }: ProjectedTable): KeyKind {
  return keys[0]?.type === 'bigint' ? 'number' : 'text';
}

function digestOf(table: ProjectedTable): string {
  return sha256Of(`string_agg(r.line, '' order by ${keyList(table, 'r')})`);
}

function sha256Of(text: string): string {
  return `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
}

function keyList({ keys }: ProjectedTable, of: string): string {
  return keys.map(({ name }) => `${of}.${quoted(name)}`).join(', ');
}

function partOf(table: ProjectedTable, of: string): string {
  const key = `${of}.${quoted(table.keys[0]?.name ?? '')}`;
  return kindOf(table) === 'number' ? `'#' || (${key} / ${numberedRowsInPart})` : dayOfKey(key);
}

function lineOf({ columns }: ProjectedTable, of: string): string {
  const sorted = columns.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return `${sorted.map(column => field(column, `${of}.${quoted(column.name)}`)).join(' || ')} || chr(10)`;
}

/** `<name>=<bytes>:<text>`, or nothing where there is no value. */
function field({ name, type }: ProjectedColumn, value: string): string {
  const texts: Record<ProjectedColumn['type'], string> = {
    'bigint': `${value}::text`, 'text': value, 'bytea': `upper(encode(${value}, 'hex'))`,
    'double precision': `greatest(least(floor(${value} * 1048576 + 0.5), 9e18), -9e18)::bigint::text`,
  };
  return `coalesce('${name}=' || octet_length(${texts[type]}) || ':' || ${texts[type]}, '')`;
}

/** The day, UTC, in which a UUIDv7 was made; other keys fall into one part. */
function dayOfKey(key: string): string {
  return `case when ${key} ~ '^0[0-9a-f]{7}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$'
    then to_char(to_timestamp((('x' || substr(${key}, 1, 8) || substr(${key}, 10, 4))::bit(48)::bigint / 1000)::float8) at time zone 'UTC', 'YYYY-MM-DD') else '${otherKeys}' end`;
}
