import { sql } from 'drizzle-orm';
import type { HeldChange, HeldGroup } from '../../shared/console-quarantine.ts';
import type { Queries } from './hq-database.ts';
import { quarantine } from './hq-schema.ts';

const mostOfGroup = 100;

/** What is held of a branch by table and reason, the largest groups first; what merely waits behind another change is counted with that one. */
export async function heldGroups(queries: Queries, branchId: string): Promise<HeldGroup[]> {
  const { rows } = await queries.execute<{ group: Omit<HeldGroup, 'changes'> & { changes: HeldChange[] } }>(sql`
    with held as materialized (select epoch, seq, "tableName", "rowKey", reason, detail, "heldAt" from ${quarantine} where "branchId" = ${branchId} and "solvedAt" is null),
    behind as (select epoch, "tableName", "rowKey", detail as first, count(*) from held where reason = 'behind' group by 1, 2, 3, 4),
    heads as (
      select held.*, coalesce(behind.count, 0) as "waitingBehind", row_number() over (partition by held."tableName", held.reason order by held.epoch, held.seq) as nth
      from held left join behind on behind.epoch = held.epoch and behind."tableName" = held."tableName" and behind."rowKey" = held."rowKey" and behind.first = held.seq::text
      where held.reason <> 'behind')
    select jsonb_build_object('table', "tableName", 'reason', reason, 'oldestAt', min("heldAt"), 'count', count(*), 'waitingBehind', sum("waitingBehind"),
      'changes', jsonb_agg(jsonb_build_object('epoch', epoch, 'seq', seq, 'key', "rowKey", 'detail', detail, 'heldAt', "heldAt", 'waitingBehind', "waitingBehind") order by epoch, seq) filter (where nth <= ${mostOfGroup})) as group
    from heads group by "tableName", reason order by count(*) desc, "tableName", reason`);
  return rows.map(({ group }) => group);
}
