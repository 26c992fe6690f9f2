import { inBranches, type ProjectedColumn, type ProjectedTable, quoted, rowKeyOf } from './projection-tables.ts';

// The statements that bring changes into one typed table. Parameters of all: $1 branch, $2 epoch, $3 and $4 the stretch, of which
// the first is not part; $5 where it is used: when.

/** Which changes of an epoch, as a condition on `hq.changes c` and its two parameters. */
export interface ChangeSet { where: string; values: [number, number] }

export function stretch(after: number, upTo: number): ChangeSet {
  return { where: 'c.seq > $3 and c.seq <= $4', values: [after, upTo] };
}

export function these(seqs: readonly number[]): ChangeSet {
  const { where, values } = stretch(Math.min(...seqs) - 1, Math.max(...seqs));
  return { where: `${where} and c.seq = any('{${seqs.join()}}'::bigint[])`, values };
}

const ofEpoch = 'c."branchId" = $1 and c.epoch = $2';
/** Changes that wait in quarantine are passed over. */
export const notHeld = 'not exists (select 1 from hq.quarantine q where q."branchId" = c."branchId" and q.epoch = c.epoch and q.seq = c.seq and q."solvedAt" is null)';

/**
 * Puts the last state of every row into the table: rows that were deleted go, by their key alone; all others are written whole,
 * unless what is there came from a newer change. Every change is read, also one that a later one overwrites: whether it fits does not depend on where a
 * stretch ends. Answers one row: how many changes name another key than their row has.
 */
export function applySql(table: ProjectedTable, { where }: ChangeSet, { passHeld, isLate }: { passHeld: boolean; isLate: boolean }): string {
  const { columns, keys } = table;
  const names = columns.map(({ name }) => quoted(name));
  const isKey = keys.map(({ name }) => `t.${quoted(name)} = s.${quoted(name)}`).join(' and ');
  const changed = names.filter(name => !keys.some(key => quoted(key.name) === name));
  const set = ['"fromEpoch"', '"fromSeq"', ...changed].map(name => `${name} = excluded.${name}`).join(', ');
  return `
    with fit as materialized (
      select c.seq, c.operation, c."rowKey", c.row from hq.changes c
      where ${ofEpoch} and ${where} and c."tableName" = '${table.name}'${passHeld ? ` and ${notHeld}` : ''}${isLate ? ` and not ${deletedLater(table, 'c')}` : ''}),
    read as materialized (
      select f.seq as "ofSeq", f.operation as "ofOperation", f."rowKey" as "ofKey", ${columns.map(valueOf).join(', ')}
      from fit f cross join lateral json_to_record(case when f.operation = 'delete' then ${keyAsJson(table, 'f."rowKey"')} else f.row::json end) as j(${columns.map(({ name, type }) => `${quoted(name)} ${type === 'bytea' ? 'text' : type}`).join(', ')})),
    states as materialized (select distinct on ("ofKey") * from read order by "ofKey", "ofSeq" desc),
    gone as (
      delete from ${inBranches(table)} t using states s
      where s."ofOperation" = 'delete' and t."branchId" = $1 and ${isKey} and (t."fromEpoch", t."fromSeq") < ($2, s."ofSeq")),
    written as (
      insert into ${inBranches(table)} as t ("branchId", "fromEpoch", "fromSeq", ${names.join(', ')})
      select $1, $2, s."ofSeq", ${names.map(name => `s.${name}`).join(', ')} from states s where s."ofOperation" <> 'delete'
      on conflict ("branchId", ${keys.map(({ name }) => quoted(name)).join(', ')}) do update set ${set}
      where (t."fromEpoch", t."fromSeq") < (excluded."fromEpoch", excluded."fromSeq"))
    select count(*) as misnamed from read s where s."ofOperation" <> 'delete' and s."ofKey" is distinct from ${rowKeyOf(table, 's')}`;
}

/** Keeps what a late change of an older epoch would have said of a row that a newer one has written or deleted. */
export function overtakenSql(table: ProjectedTable, { where }: ChangeSet): string {
  return `
    insert into hq.quarantine ("branchId", epoch, seq, "tableName", "rowKey", reason, detail, "heldAt", "solvedAt", "solvedHow")
    select $1, $2, c.seq, c."tableName", c."rowKey", 'lateEpoch', '', $5, $5, 'overtaken' from hq.changes c
    where ${ofEpoch} and ${where} and c."tableName" = '${table.name}'
      and (${deletedLater(table, 'c')} or exists (select 1 from ${inBranches(table)} t where t."branchId" = $1 and t."fromEpoch" > $2 and ${rowKeyOf(table, 't')} = c."rowKey"))
    on conflict do nothing`;
}

/** Holds the changes that do not fit, with what is wrong; answers nothing. $5: when. */
export function holdMisfitsSql(table: ProjectedTable, { where }: ChangeSet): string {
  const wrong = table.columns.map(column => `when ${misfit(table, column)} then '${column.name}'`).join(' ');
  const keyFits = keyParts(table, 'r."rowKey"').map((part, index) => `pg_input_is_valid(${part}, '${table.keys[index]?.type}')`).join(' and ');
  return `
    with read as materialized (
      select c.seq, c.operation, c."rowKey", case when pg_input_is_valid(c.row, 'jsonb') then c.row::jsonb end as row from hq.changes c
      where ${ofEpoch} and ${where} and c."tableName" = '${table.name}' and ${notHeld}),
    judged as materialized (
      select r.seq, r."rowKey", r.operation <> 'delete' and (r.row is null or jsonb_typeof(r.row) <> 'object') as "isNoRow",
        case when r.operation = 'delete' then case when not (${keyFits}) then 'rowKey' end
          when jsonb_typeof(r.row) = 'object' then case ${wrong} when ${rowKeyInJson(table)} is distinct from r."rowKey" then 'rowKey' end end as wrong
      from read r)
    insert into hq.quarantine ("branchId", epoch, seq, "tableName", "rowKey", reason, detail, "heldAt")
    select $1, $2, seq, '${table.name}', "rowKey", case when "isNoRow" then 'notJson' else 'wrongType' end, coalesce(wrong, ''), $5
    from judged where "isNoRow" or wrong is not null
    on conflict ("branchId", epoch, seq) do update set reason = excluded.reason, detail = excluded.detail, "heldAt" = excluded."heldAt", "solvedAt" = null, "solvedByName" = null, "solvedHow" = null`;
}

function valueOf({ name, type }: ProjectedColumn): string {
  const column = `j.${quoted(name)}`;
  return type === 'bytea' ? `decode(${column}, 'hex') as ${quoted(name)}` : column;
}

function misfit({ keys }: ProjectedTable, { name, type }: ProjectedColumn): string {
  const [value, text] = [`r.row -> '${name}'`, `r.row ->> '${name}'`];
  const isMissing = keys.some(key => key.name === name) ? `coalesce(jsonb_typeof(${value}), 'null') = 'null'` : 'false';
  const fits: Record<ProjectedColumn['type'], string> = {
    'bigint': `jsonb_typeof(${value}) = 'number' and pg_input_is_valid(${text}, 'bigint')`,
    'double precision': `jsonb_typeof(${value}) = 'number' and pg_input_is_valid(${text}, 'double precision')`,
    'text': `jsonb_typeof(${value}) = 'string'`,
    'bytea': `jsonb_typeof(${value}) = 'string' and ${text} ~ '^([0-9A-Fa-f]{2})*$'`,
  };
  return `(${isMissing} or not coalesce(jsonb_typeof(${value}) = 'null' or ${fits[type]}, true))`;
}

/** The key columns out of the key's text: all that is known of a row that was deleted. */
function keyParts({ keys }: ProjectedTable, rowKey: string): string[] {
  return keys.length === 1 ? [rowKey] : keys.map((_, index) => `split_part(${rowKey}, '/', ${index + 1})`);
}

function keyAsJson(table: ProjectedTable, rowKey: string): string {
  return `json_build_object(${keyParts(table, rowKey).map((part, index) => `'${table.keys[index]?.name}', ${part}`).join(', ')})`;
}

function rowKeyInJson({ keys }: ProjectedTable): string {
  return keys.map(({ name }) => `(r.row ->> '${name}')`).join(` || '/' || `);
}

/** Whether a newer epoch deleted the row: then nothing of it is there to say so. */
function deletedLater({ name }: ProjectedTable, of: string): string {
  return `exists (select 1 from hq.changes d where d."branchId" = $1 and d.epoch > $2 and d.operation = 'delete' and d."tableName" = '${name}' and d."rowKey" = ${of}."rowKey")`;
}
