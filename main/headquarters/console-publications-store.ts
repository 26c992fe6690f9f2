import { and, asc, count, desc, eq, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { ListedPublication, PublishedKind, Taker } from '../../shared/console-publishing.ts';
import { noticeDirective, noticeWithdrawnDirective } from '../../shared/directives.ts';
import type { ConsoleOutputs } from '../../shared/headquarters-console.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { branches, directives, publications } from './hq-schema.ts';

type Reader = Queries | Transaction;
type Publication = typeof publications.$inferSelect;

const pageSize = 50;
const mostTakers = 500;
const mostNotices = 200;
const mostBodies = 1000;

/** Reached whoever is asked about: what went to every branch, or to all of those named. */
function reached(branchIds: readonly string[] | null): SQL | undefined {
  if (branchIds === null) return isNull(publications.branchIds);
  return or(isNull(publications.branchIds), sql`${publications.branchIds} @> ${JSON.stringify(branchIds)}::jsonb`);
}

/** The bodies of one kind that all of these branches were given, in the order of publishing; of calendars those of one year. */
export async function bodiesBefore(reader: Reader, kind: PublishedKind, branchIds: readonly string[] | null, { year, before }: { year?: number; before?: Pick<Publication, 'id' | 'publishedAt'> } = {}): Promise<unknown[]> {
  const rows = await reader.select({ body: publications.body }).from(publications).where(and(
    eq(publications.kind, kind), reached(branchIds),
    year === undefined ? undefined : sql`(${publications.body}->>'year')::int = ${year}`,
    before && sql`(${publications.publishedAt}, ${publications.id}) < (${before.publishedAt}, ${before.id})`,
  )).orderBy(desc(publications.publishedAt), desc(publications.id)).limit(mostBodies);
  return rows.map(({ body }) => body).toReversed();
}

/** The newest publication of a kind, whoever it went to. */
export async function newestOf(reader: Reader, kind: PublishedKind): Promise<Publication | null> {
  return (await reader.select().from(publications).where(eq(publications.kind, kind)).orderBy(desc(publications.publishedAt), desc(publications.id)).limit(1))[0] ?? null;
}

export async function findPublication(reader: Reader, id: string): Promise<Publication | null> {
  return (await reader.select().from(publications).where(eq(publications.id, id)))[0] ?? null;
}

/** How many branches a publication would reach now, and the time zones they live in. */
export async function receiversOf(reader: Reader, branchIds: readonly string[] | null): Promise<{ count: number; timeZones: string[] }> {
  const zones = await reader.select({ timeZone: branches.timeZone, branches: count() }).from(branches)
    .where(and(isNull(branches.revokedAt), branchIds === null ? undefined : inArray(branches.branchId, [...branchIds]))).groupBy(branches.timeZone);
  return { count: zones.reduce((sum, zone) => sum + zone.branches, 0), timeZones: zones.map(({ timeZone }) => timeZone) };
}

/** Publications, newest first; keys are made in the order of time, so they are what a page goes on from. */
export async function listPublications(reader: Reader, { kind, before }: { kind: PublishedKind | null; before: string | null }): Promise<{ publications: ListedPublication[]; hasMore: boolean }> {
  const rows = await reader.select().from(publications).where(and(kind === null ? undefined : eq(publications.kind, kind), before === null ? undefined : lt(publications.id, before))).orderBy(desc(publications.id)).limit(pageSize + 1);
  return { publications: await asListed(reader, rows.slice(0, pageSize)), hasMore: rows.length > pageSize };
}

/** With how many branches have taken each. */
export async function asListed(reader: Reader, rows: readonly Publication[]): Promise<ListedPublication[]> {
  if (rows.length === 0) return [];
  const counts = await reader.select({ publicationId: directives.publicationId, outcome: directives.outcome, found: count() }).from(directives)
    .where(inArray(directives.publicationId, rows.map(({ id }) => id))).groupBy(directives.publicationId, directives.outcome);
  return rows.map(({ id, kind, title, publishedAt, publishedByName, branchIds }) => {
    const own = counts.filter(each => each.publicationId === id);
    const of = (outcome: string | null) => own.find(each => each.outcome === outcome)?.found ?? 0;
    return { id, kind, title, publishedAt, publishedByName, branches: branchIds?.length ?? null, sent: own.reduce((sum, each) => sum + each.found, 0), taken: of('taken'), refused: of('refused') };
  });
}

/** Who could not take it first, then who has not, then who has. */
export async function takersOf(reader: Reader, publicationId: string): Promise<Taker[]> {
  return reader.select({ branchId: directives.branchId, branchName: branches.name, number: directives.number, outcome: directives.outcome, code: directives.code, takenAt: directives.takenAt })
    .from(directives).innerJoin(branches, eq(branches.branchId, directives.branchId)).where(eq(directives.publicationId, publicationId))
    .orderBy(sql`case ${directives.outcome} when 'refused' then 0 when 'taken' then 2 else 1 end`, asc(branches.name)).limit(mostTakers);
}

/** The notices that were posted, newest first, with who withdrew each. */
export async function postedNotices(reader: Reader): Promise<ConsoleOutputs['publishing']['notices']> {
  const [posted, withdrawn] = [await byKind('notice'), await byKind('noticeWithdrawn')];
  const withdrawals = new Map(withdrawn.map(({ body }) => noticeWithdrawnDirective.parse(body)).map(({ id, ...how }) => [id, how]));
  return posted.map(({ id, body, branchIds }) => {
    const notice = noticeDirective.parse(body);
    return { ...notice, publicationId: id, branches: branchIds?.length ?? null, withdrawn: withdrawals.get(notice.id) ?? null };
  });

  function byKind(kind: PublishedKind) {
    return reader.select().from(publications).where(eq(publications.kind, kind)).orderBy(desc(publications.publishedAt), desc(publications.id)).limit(mostNotices);
  }
}

/** The publication that posted a notice, and whether it was withdrawn; null: there is none. */
export async function findNotice(reader: Reader, noticeId: string): Promise<{ publication: Publication; isWithdrawn: boolean } | null> {
  const found = await reader.select().from(publications).where(and(inArray(publications.kind, ['notice', 'noticeWithdrawn']), sql`${publications.body}->>'id' = ${noticeId}`));
  const publication = found.find(({ kind }) => kind === 'notice');
  return publication ? { publication, isWithdrawn: found.some(({ kind }) => kind === 'noticeWithdrawn') } : null;
}
