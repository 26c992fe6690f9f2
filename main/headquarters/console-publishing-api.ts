import { implement } from '@orpc/server';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { businessDateOf } from '../../shared/business-date.ts';
import { publishingContract, type ListedPublication, type PublicationPreview, type Publishable } from '../../shared/console-publishing.ts';
import { directiveBodies } from '../../shared/directives.ts';
import type { ConsoleInputs, ConsoleOutputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { readCalendarText } from '../calendar/calendar-text.ts';
import { noteDone } from './audit-store.ts';
import { staffOf, type HeadquartersCaller, type SignedInStaff } from './caller.ts';
import { asListed, bodiesBefore, findNotice, findPublication, listPublications, newestOf, postedNotices, receiversOf, takersOf } from './console-publications-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { differenceOf } from './publication-difference.ts';
import { publicationProblems } from './publication-problems.ts';
import { starterOf } from './publication-starters.ts';
import { bodyInForce } from './published-items.ts';
import { publish, publishingLock } from './publish-store.ts';

type Inputs = ConsoleInputs['publishing'];
type Outputs = ConsoleOutputs['publishing'];
type BranchIds = string[] | null;

const usualTimeZone = 'Asia/Shanghai';

/** Publishing: what it would change, doing it, and who has taken it. */
export function consolePublishingApi({ database, clock }: HeadquartersParts) {
  const { queries } = database;
  const contract = implement(publishingContract).$context<HeadquartersCaller>();

  return {
    list: contract.list.handler(({ input }) => listPublications(queries, input)),
    one: contract.one.handler(({ input }) => one(input.publicationId)),
    inForce: contract.inForce.handler(async ({ input: { kind, branchIds, year } }) => ({ body: kind === 'notice' ? null : bodyInForce(kind, await bodiesBefore(queries, kind, branchIds, { year })) })),
    starter: contract.starter.handler(async ({ input }) => ({ body: starterOf(input, await bodiesBefore(queries, 'complaintClasses', input.branchIds), uuidv7) })),
    notices: contract.notices.handler(() => postedNotices(queries)),
    readCalendar: contract.readCalendar.handler(({ input }) => readYear(input.text)),
    preview: contract.preview.handler(({ input }) => preview(queries, input.what, input.branchIds)),
    publish: contract.publish.handler(({ input, context }) => publishChecked(input, staffOf(context))),
    withdraw: contract.withdraw.handler(({ input, context }) => withdraw(input, staffOf(context))),
  };

  async function one(publicationId: string): Promise<Outputs['one']> {
    const publication = await findPublication(queries, publicationId) ?? refuseAtHeadquarters('PUBLICATION_NOT_FOUND');
    const [listed = refuseAtHeadquarters('PUBLICATION_NOT_FOUND')] = await asListed(queries, [publication]);
    const { kind, body, branchIds } = publication;
    // A directive made for one branch is no publication: kinds of those have no difference to show.
    const isPrepared = kind !== 'noticeWithdrawn' && kind !== 'repair' && kind !== 'recheck' && kind !== 'complaintSteps' && kind !== 'entrustedComplaint';
    const before = isPrepared && kind !== 'notice' ? await bodiesBefore(queries, kind, branchIds, { year: yearOf(kind, body), before: publication }) : [];
    return { ...listed, body, branchIds, items: isPrepared ? differenceOf(kind, before, body).items : [], takers: await takersOf(queries, publicationId) };
  }

  async function preview(reader: Queries | Transaction, what: Publishable, branchIds: BranchIds): Promise<PublicationPreview> {
    const { count, timeZones } = await receiversOf(reader, branchIds);
    const before = what.kind === 'notice' ? [] : await bodiesBefore(reader, what.kind, branchIds, { year: yearOf(what.kind, what.body) });
    const newest = await newestOf(reader, what.kind);
    // A term is over once it is over for all of them.
    const today = (timeZones.length > 0 ? timeZones : [usualTimeZone]).map(zone => businessDateOf(clock.now(), zone)).sort()[0] ?? '';
    const problems = publicationProblems(what, { classes: await bodiesBefore(reader, 'complaintClasses', branchIds), today });
    return { ...differenceOf(what.kind, before, what.body), problems, branches: count, basedOn: newest?.id ?? null, basedOnAt: newest?.publishedAt ?? null };
  }

  /** A repeat with the same command answers what it published; what somebody else published meanwhile is to be looked at first. */
  async function publishChecked({ commandId, what, branchIds, title, basedOn }: Omit<Inputs['publish'], 'what'> & { what: Publishable }, by: SignedInStaff): Promise<ListedPublication> {
    return database.transact(async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(${publishingLock})`);
      if (await findPublication(tx, commandId)) return listedNow(tx, commandId);
      const newest = await newestOf(tx, what.kind);
      if (newest && newest.id !== basedOn) refuseAtHeadquarters('PUBLICATION_OVERTAKEN', { byName: newest.publishedByName, at: newest.publishedAt });
      const { problems } = await preview(tx, what, branchIds);
      if (problems.length > 0) refuseAtHeadquarters('PUBLICATION_WRONG', { problems });
      const at = clock.now();
      const body = directiveBodies[what.kind].parse(what.kind === 'notice' ? { ...what.body, postedAt: at, postedByName: by.name } : what.body);
      await publish(tx, { id: commandId, kind: what.kind, title, body, branchIds, by, at });
      await noteDone(tx, { action: 'published', by, branchId: null, detail: { kind: what.kind, title, publicationId: commandId, branches: branchIds }, at });
      return listedNow(tx, commandId);
    });
  }

  async function withdraw({ commandId, noticeId, reason }: Inputs['withdraw'], by: SignedInStaff): Promise<ListedPublication> {
    return database.transact(async tx => {
      await tx.execute(sql`select pg_advisory_xact_lock(${publishingLock})`);
      if (await findPublication(tx, commandId)) return listedNow(tx, commandId);
      const found = await findNotice(tx, noticeId) ?? refuseAtHeadquarters('PUBLICATION_NOT_FOUND');
      if (found.isWithdrawn) refuseAtHeadquarters('PUBLICATION_WRONG', { problems: [{ code: 'alreadyWithdrawn', data: {} }] });
      const at = clock.now();
      const { title, branchIds } = found.publication;
      await publish(tx, { id: commandId, kind: 'noticeWithdrawn', title, body: directiveBodies.noticeWithdrawn.parse({ id: noticeId, at, byName: by.name, reason }), branchIds, by, at });
      await noteDone(tx, { action: 'published', by, branchId: null, detail: { kind: 'noticeWithdrawn', title, publicationId: commandId, branches: branchIds, reason }, at });
      return listedNow(tx, commandId);
    });
  }

  async function listedNow(tx: Transaction, publicationId: string): Promise<ListedPublication> {
    const publication = await findPublication(tx, publicationId);
    const [listed = refuseAtHeadquarters('PUBLICATION_NOT_FOUND')] = publication ? await asListed(tx, [publication]) : [];
    return listed;
  }
}

/** A year of the calendar takes the place of that year alone. */
function yearOf(kind: string, body: unknown): number | undefined {
  return kind === 'calendarYear' ? (body as { year: number }).year : undefined;
}

function readYear(text: string): Outputs['readCalendar'] {
  const read = readCalendarText(text);
  if (!('faults' in read)) return { year: read.year, days: read.days.map(day => ({ ...day, nameZh: day.nameZh.slice(0, 20), nameEn: day.nameEn.slice(0, 40) })) };
  return refuseAtHeadquarters('PUBLICATION_WRONG', { problems: read.faults.map(({ fault, line, text: found, ...more }) => ({ code: fault, data: { line, text: found, firstLine: 'firstLine' in more ? more.firstLine : 0 } })) });
}
