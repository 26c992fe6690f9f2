import { followSummaries } from './figures-store.ts';
import { type Queries, sqlStateOf, type Transaction } from './hq-database.ts';
import { applySql, type ChangeSet, holdMisfitsSql, notHeld, overtakenSql, stretch, these } from './projection-sql.ts';
import { inBranches, projectedTables, rowKeyOf } from './projection-tables.ts';

/** Changes that are projected in one transaction: so long another instance waits for a branch, and nobody else for anything. */
const changesAtOnce = 5000;

export interface EpochOfBranch { branchId: string; epoch: number }

/** An epoch with changes that are not projected, the first behind `after` in the order of branches; null when there is none. */
export async function nextToProject({ $client }: Queries, after: EpochOfBranch): Promise<EpochOfBranch | null> {
  const { rows: [row] } = await $client.query<EpochOfBranch>(
    `select "branchId", epoch from hq.epochs where "projectedSeq" < "receivedSeq" and ("branchId", epoch) > ($1, $2) order by "branchId", epoch limit 1`, [after.branchId, after.epoch]);
  return row ?? null;
}

/** Keeps other instances from the epoch's projection until the transaction ends. `false`: one of them is at it. */
async function holdProjection({ $client }: Transaction, branchId: string, epoch: number): Promise<boolean> {
  const { rows: [row] } = await $client.query<{ held: boolean }>('select pg_try_advisory_xact_lock(hashtext($1), $2) as held', [branchId, epoch]);
  return row?.held === true;
}

/** Keeps all instances from projecting this branch until the transaction ends; waits for one that is at it. */
export async function awaitProjection({ $client }: Transaction, branchId: string): Promise<void> {
  await $client.query('select pg_advisory_xact_lock(hashtext("branchId"), epoch) from (select "branchId", epoch from hq.epochs where "branchId" = $1 order by epoch) e', [branchId]);
}

/** Projects the next stretch of an epoch, and says how many changes that were; 0 when another instance is at it or nothing is left. */
export async function projectNext(tx: Transaction, { branchId, epoch }: EpochOfBranch, now: number): Promise<number> {
  if (!await holdProjection(tx, branchId, epoch)) return 0;
  const { rows: [at] } = await tx.$client.query<{ projectedSeq: number; receivedSeq: number; presentEpoch: number }>(
    'select e."projectedSeq", e."receivedSeq", b.epoch as "presentEpoch" from hq.epochs e join hq.branches b using ("branchId") where e."branchId" = $1 and e.epoch = $2', [branchId, epoch]);
  if (!at || at.projectedSeq >= at.receivedSeq) return 0;
  const upTo = Math.min(at.receivedSeq, at.projectedSeq + changesAtOnce);
  await projectBetween(tx, { branchId, epoch, isLate: epoch < at.presentEpoch, now }, at.projectedSeq, upTo);
  await tx.$client.query('update hq.epochs set "projectedSeq" = $3 where "branchId" = $1 and epoch = $2', [branchId, epoch, upTo]);
  return upTo - at.projectedSeq;
}

/** Projects changes that were held, once more; those that still do not fit are held again. */
export async function projectThese(tx: Transaction, { branchId, epoch, isLate, now }: Projection, seqs: readonly number[]): Promise<void> {
  const projection = { branchId, epoch, isLate, now };
  if (await tryProject(tx, projection, these(seqs), true) === 'done') return;
  // One of them fails in a way that was not foreseen: each by itself, and that one stays held.
  for (const seq of seqs.toSorted((one, other) => one - other)) await projectOne(tx, projection, seq);
}

/** Makes any change of these rows newer than they are: who changed a row here may have said it came from a later change than there is. */
export async function letBeOverwritten({ $client }: Transaction, branchId: string, tableName: string, keys: readonly string[]): Promise<void> {
  const table = projectedTables.get(tableName);
  if (table) await $client.query(`update ${inBranches(table)} t set "fromEpoch" = 0, "fromSeq" = 0 where "branchId" = $1 and ${rowKeyOf(table, 't')} = any($2)`, [branchId, keys]);
}

interface Projection extends EpochOfBranch { isLate: boolean; now: number }

/** What fits goes in, what does not is held: a stretch is never stopped by one of its changes. */
async function projectBetween(tx: Transaction, projection: Projection, after: number, upTo: number): Promise<void> {
  const changes = stretch(after, upTo);
  if (await tryProject(tx, projection, changes, false) === 'done') return;
  if (await tryProject(tx, projection, changes, true) === 'done') return;
  if (upTo - after === 1) return projectOne(tx, projection, upTo);
  const middle = Math.floor((after + upTo) / 2);
  await projectBetween(tx, projection, after, middle);
  await projectBetween(tx, projection, middle, upTo);
}

async function projectOne(tx: Transaction, projection: Projection, seq: number): Promise<void> {
  const { branchId, epoch, now } = projection;
  const outcome = await tryProject(tx, projection, these([seq]), true);
  if (outcome === 'done') return;
  await tx.$client.query(
    `insert into hq.quarantine ("branchId", epoch, seq, "tableName", "rowKey", reason, detail, "heldAt")
     select "branchId", epoch, seq, "tableName", "rowKey", 'wrongType', $4, $5 from hq.changes where "branchId" = $1 and epoch = $2 and seq = $3
     on conflict ("branchId", epoch, seq) do update set reason = excluded.reason, detail = excluded.detail, "heldAt" = excluded."heldAt", "solvedAt" = null, "solvedByName" = null, "solvedHow" = null`,
    [branchId, epoch, seq, outcome.sqlState, now]);
}

/**
 * Projects a set of changes, or undoes what it did of it and says why it failed. Trusting it takes every row as it says it is, the
 * way nearly every stretch goes; with `check` each row is looked at first.
 */
async function tryProject(tx: Transaction, projection: Projection, changes: ChangeSet, check: boolean): Promise<'done' | { sqlState: string }> {
  const { $client } = tx;
  await $client.query('savepoint projecting');
  try {
    await projectSet(tx, projection, changes, check);
    await $client.query('release savepoint projecting');
    return 'done';
  } catch (error) {
    const sqlState = sqlStateOf(error) ?? (error instanceof Misnamed ? 'misnamed' : '');
    if (!isOfData(sqlState)) throw error;
    await $client.query('rollback to savepoint projecting');
    return { sqlState };
  }
}

async function projectSet(tx: Transaction, { branchId, epoch, isLate, now }: Projection, changes: ChangeSet, check: boolean): Promise<void> {
  const { $client } = tx;
  const { where, values } = changes;
  const given = [branchId, epoch, ...values];
  const { rows } = await $client.query<{ table: string; behind: boolean }>(
    `select c."tableName" as table, bool_or(exists (select 1 from hq.quarantine q where q."branchId" = $1 and q."tableName" = c."tableName" and q."rowKey" = c."rowKey" and q."solvedAt" is null)) as behind
     from hq.changes c where c."branchId" = $1 and c.epoch = $2 and ${where} group by 1 order by 1`, given);
  const known = rows.flatMap(({ table }) => projectedTables.get(table) ?? []);
  const passHeld = check || known.length < rows.length || rows.some(({ behind }) => behind);
  const withTime = [...given, now];

  if (known.length < rows.length) await holdUnknown($client, changes, withTime, known.map(({ name }) => name));
  if (check) for (const table of known) await $client.query(holdMisfitsSql(table, changes), withTime);
  if (passHeld) await holdBehind($client, changes, withTime);
  for (const table of known) {
    if (isLate) await $client.query(overtakenSql(table, changes), withTime);
    const { rows: [row] } = await $client.query<{ misnamed: number }>(applySql(table, changes, { passHeld, isLate }), given);
    if (row?.misnamed !== 0) throw new Misnamed();
  }
  if (known.some(({ name }) => name === 'day_summaries')) await followSummaries(tx, { branchId, epoch }, changes);
}

/** Rows of tables this program does not know: a newer branch's, which it should not have been given. */
async function holdUnknown($client: Transaction['$client'], { where }: ChangeSet, values: unknown[], known: string[]): Promise<void> {
  await $client.query(
    `insert into hq.quarantine ("branchId", epoch, seq, "tableName", "rowKey", reason, detail, "heldAt")
     select $1, $2, c.seq, c."tableName", c."rowKey", 'unknownTable', '', $5 from hq.changes c
     where c."branchId" = $1 and c.epoch = $2 and ${where} and c."tableName" <> all($6)
     on conflict ("branchId", epoch, seq) do update set reason = excluded.reason, detail = '', "heldAt" = excluded."heldAt", "solvedAt" = null, "solvedByName" = null, "solvedHow" = null`,
    [...values, known]);
}

/** Later changes of a row that waits in quarantine wait behind it. A newer epoch writes the row whole: it overtakes what waits. */
async function holdBehind($client: Transaction['$client'], { where }: ChangeSet, values: unknown[]): Promise<void> {
  await $client.query(
    `update hq.quarantine q set "solvedAt" = $5, "solvedHow" = 'overtaken'
     where q."branchId" = $1 and q.epoch < $2 and q."solvedAt" is null
       and exists (select 1 from hq.changes c where c."branchId" = $1 and c.epoch = $2 and ${where} and c."tableName" = q."tableName" and c."rowKey" = q."rowKey" and ${notHeld})`, values);
  await $client.query(
    `insert into hq.quarantine ("branchId", epoch, seq, "tableName", "rowKey", reason, detail, "heldAt")
     select $1, $2, c.seq, c."tableName", c."rowKey", 'behind', first.seq::text, $5
     from hq.changes c
     join (select "tableName", "rowKey", min(seq) as seq from hq.quarantine where "branchId" = $1 and epoch = $2 and "solvedAt" is null group by 1, 2) first using ("tableName", "rowKey")
     where c."branchId" = $1 and c.epoch = $2 and ${where} and c.seq > first.seq and ${notHeld}
     on conflict ("branchId", epoch, seq) do update set reason = 'behind', detail = excluded.detail, "heldAt" = excluded."heldAt", "solvedAt" = null, "solvedByName" = null, "solvedHow" = null`, values);
}

/** A row whose own columns give another key than its change says. */
class Misnamed extends Error {}

/** Errors that the rows themselves are to blame for: data, integrity, limits of size. All else is the database's. */
function isOfData(sqlState: string): boolean {
  return sqlState === 'misnamed' || /^(21|22|23|54)/.test(sqlState);
}
