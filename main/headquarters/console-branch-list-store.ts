import { sql, type SQL } from 'drizzle-orm';
import { troubleKinds, type ListedBranch, type TroubleKind } from '../../shared/console-branches.ts';
import type { ConsoleInputs, ConsoleOutputs } from '../../shared/headquarters-console.ts';
import { troubleLimits, troublesOf, type BranchFacts } from './branch-trouble.ts';
import { partDiffers } from './comparison-store.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { branches, comparisons, directives, epochs, quarantine, witnessed } from './hq-schema.ts';
import { readRows } from './read-rows.ts';

export const branchPageSize = 100;

type FactRow = BranchFacts & Pick<ListedBranch, 'id' | 'name' | 'trade' | 'epoch' | 'versions' | 'waitingFiles' | 'waitingDirectives' | 'witnessedAt'>;
interface Now { now: number; newestSchema: number }

/** A directive that was refused and that no later one of its kind has made good. */
export const refusedForGood = sql`${directives.outcome} = 'refused' and not exists (
  select 1 from ${directives} later where later."branchId" = ${directives.branchId} and later.kind = ${directives.kind} and later.number > ${directives.number} and later.outcome = 'taken')`;

/** What decides whether something is wrong, of every branch; what is rarely there comes from partial indexes. What waited when a branch reported and has come since waits no more. */
const facts = sql`
  select b."branchId" as id, b.name, b.trade, b."enrolledAt", b."revokedAt", b.epoch, b.versions, b."lastContactAt", b."clockOffsetMs", b."oldestWaitingAt", b."waitingFiles",
    case when b."writtenSeq" <= present."receivedSeq" then 0 else b."waitingChanges" end as "waitingChanges",
    (b.versions->>'schema')::int as schema, greatest(b."lastDirective" - b."directivesTaken", 0) as "waitingDirectives",
    coalesce(held.count, 0) as held, coalesce(differing.count, 0) as "differingDays", coalesce(refused.count, 0) as "refusedDirectives", fenced."branchId" is not null as "isFenced",
    coalesce(w."refusedReason" in ('fork', 'older'), false) as "isLogRewritten", w."lookedAt" is not null as "isLogLookedAt", case when w.size > 0 then w.at end as "witnessedAt"
  from ${branches} b
  left join ${epochs} present on present."branchId" = b."branchId" and present.epoch = b.epoch
  left join ${witnessed} w on w."branchId" = b."branchId"
  left join (select distinct "branchId" from ${epochs} where "fencedAt" is not null and "fenceConfirmedAt" is null) fenced on fenced."branchId" = b."branchId"
  left join (select "branchId", count(*) from ${quarantine} where "solvedAt" is null group by 1) held on held."branchId" = b."branchId"
  left join (select "branchId", count(*) from ${comparisons} where ${sql.raw(partDiffers)} group by 1) differing on differing."branchId" = b."branchId"
  left join (select "branchId", count(*) from ${directives} where ${refusedForGood} group by 1) refused on refused."branchId" = b."branchId"`;

/** The same as branch-trouble.ts says of one branch, for the order of all. */
function conditions({ now, newestSchema }: Now): Record<TroubleKind, SQL> {
  return {
    fenced: sql`"isFenced"`,
    logRewritten: sql`"isLogRewritten"`,
    quarantine: sql`held > 0`,
    silent: sql`${now} - coalesce("lastContactAt", "enrolledAt") > ${troubleLimits.silentMs}`,
    lagging: sql`("waitingChanges" > ${troubleLimits.laggingChanges} or ("waitingChanges" > 0 and ${now} - "oldestWaitingAt" > ${troubleLimits.laggingMs}))`,
    differing: sql`"differingDays" > 0`,
    refused: sql`"refusedDirectives" > 0`,
    logLookedAt: sql`"isLogLookedAt"`,
    clockOff: sql`abs("clockOffsetMs") > ${troubleLimits.clockMs}`,
    oldVersion: sql`schema < ${newestSchema}`,
  };
}

const wellRank = troubleKinds.length;

/** One page of the branches, the worst first: by their first trouble, then who has been silent the longest; well ones by name. */
export async function listBranches(queries: Queries | Transaction, { words, only, page }: ConsoleInputs['branches']['list'], at: Now): Promise<ConsoleOutputs['branches']['list']> {
  const trouble = conditions(at);
  const rank = sql`case when "revokedAt" is not null then ${wellRank} ${sql.join(troubleKinds.map((kind, nth) => sql`when ${trouble[kind]} then ${sql.raw(String(nth))}`), sql` `)} else ${wellRank} end`;
  const wanted = [
    only === 'revoked' ? sql`"revokedAt" is not null` : only === 'all' ? sql`true` : only === 'troubled' ? sql`rank < ${wellRank}` : sql`"revokedAt" is null and ${trouble[only]}`,
    words === '' ? sql`true` : sql`(name ilike ${`%${words.replaceAll(/[\\%_]/g, each => `\\${each}`)}%`} or id = ${words})`,
  ];
  const rows = await readRows<FactRow & { found: number }>(queries, sql`
    with facts as materialized (${facts}), ranked as (select *, ${rank} as rank from facts)
    select *, count(*) over () as found from ranked where ${sql.join(wanted, sql` and `)}
    order by rank, case when rank < ${wellRank} then coalesce("lastContactAt", "enrolledAt") end, name, id limit ${branchPageSize} offset ${page * branchPageSize}`);
  const [counted] = await readRows<Record<TroubleKind | 'all' | 'troubled' | 'revoked', number>>(queries, sql`
    with facts as materialized (${facts})
    select count(*) filter (where "revokedAt" is null) as "all", count(*) filter (where "revokedAt" is not null) as revoked, count(*) filter (where "revokedAt" is null and ${rank} < ${wellRank}) as troubled,
      ${sql.join(troubleKinds.map(kind => sql`count(*) filter (where "revokedAt" is null and ${trouble[kind]}) as ${sql.identifier(kind)}`), sql`, `)} from facts`);
  const { all = 0, troubled = 0, revoked = 0, ...of } = counted ?? {};
  return { branches: rows.map(row => listed(row, at)), found: rows[0]?.found ?? 0, counts: { all, troubled, revoked, of: of as Record<TroubleKind, number> }, at: at.now };
}

/** One branch as the list shows it; null when there is none. */
export async function listedBranch(queries: Queries | Transaction, branchId: string, at: Now): Promise<ListedBranch | null> {
  const [row] = await readRows<FactRow>(queries, sql`select * from (${facts}) facts where id = ${branchId}`);
  return row ? listed(row, at) : null;
}

function listed(row: FactRow, { now, newestSchema }: Now): ListedBranch {
  const { id, name, trade, enrolledAt, revokedAt, epoch, lastContactAt, clockOffsetMs, versions, waitingChanges, oldestWaitingAt, waitingFiles, held, differingDays, refusedDirectives, waitingDirectives, witnessedAt } = row;
  return {
    id, name, trade, enrolledAt, revokedAt, epoch, lastContactAt, clockOffsetMs, versions, waitingChanges, oldestWaitingAt, waitingFiles, held, differingDays, refusedDirectives, waitingDirectives, witnessedAt,
    troubles: troublesOf(row, now, newestSchema),
  };
}
