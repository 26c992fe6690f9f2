import * as z from 'zod';
import { commandId, instant, rowId, words } from './command.ts';
import { anyRole, consoleProcedure, forKeeper } from './console-session.ts';
import { calendarYearDirective, complaintClassesDirective, deadlineTableDirective, noticeDirective, servicesDirective, settingsDirective, staffDirective } from './directives.ts';
import { trades } from './staff.ts';
import { directiveKinds } from './sync.ts';

// Publishing 发布: what it would change, then who has taken it.

export const publishedKinds = ['services', 'staff', 'calendarYear', 'notice', 'noticeWithdrawn', 'complaintClasses', 'deadlineTable', 'settings'] as const;
const publishedKind = z.enum(publishedKinds);
export type PublishedKind = z.infer<typeof publishedKind>;
/** What is prepared in an editor; a notice is withdrawn where it is listed. */
export const preparedKinds = ['services', 'staff', 'calendarYear', 'notice', 'complaintClasses', 'deadlineTable', 'settings'] as const satisfies readonly PublishedKind[];
export type PreparedKind = (typeof preparedKinds)[number];

/** What a keeper hands in: who posts a notice, and when, is not theirs to say. A notice is withdrawn by `withdraw`. */
export const publishable = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('services'), body: servicesDirective }),
  z.object({ kind: z.literal('staff'), body: staffDirective }),
  z.object({ kind: z.literal('calendarYear'), body: calendarYearDirective }),
  z.object({ kind: z.literal('notice'), body: noticeDirective.omit({ postedAt: true, postedByName: true }) }),
  z.object({ kind: z.literal('complaintClasses'), body: complaintClassesDirective }),
  z.object({ kind: z.literal('deadlineTable'), body: deadlineTableDirective }),
  z.object({ kind: z.literal('settings'), body: settingsDirective }),
]);
export type Publishable = z.infer<typeof publishable>;

/** null: every branch, those enrolled later too */
const branchIds = z.array(z.string().max(60)).min(1).max(5000).nullable();

/** One thing that a publication adds, changes or takes away, by its own name; the fields that differ with both values. */
const differingItem = z.object({
  key: z.string(), name: z.string(), how: z.enum(['added', 'changed', 'removed']),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type DifferingItem = z.infer<typeof differingItem>;

/** What is wrong with it; `data` for its words under `headquarters:publishing.problem`. */
const publicationProblem = z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) });
export type PublicationProblem = z.infer<typeof publicationProblem>;

const preview = z.object({
  items: z.array(differingItem), unchanged: z.number().int(), problems: z.array(publicationProblem), branches: z.number().int(),
  /** the newest publication of the kind: what it is compared with */
  basedOn: rowId.nullable(), basedOnAt: instant.nullable(),
});
export type PublicationPreview = z.infer<typeof preview>;

const listedPublication = z.object({
  id: rowId, kind: z.enum(directiveKinds), title: z.string(), publishedAt: instant, publishedByName: z.string(),
  branches: z.number().int().nullable().describe('null: every branch'), sent: z.number().int(), taken: z.number().int(), refused: z.number().int(),
});
export type ListedPublication = z.infer<typeof listedPublication>;

const taker = z.object({ branchId: z.string(), branchName: z.string(), number: z.number().int(), outcome: z.enum(['taken', 'refused']).nullable(), code: z.string().nullable(), takenAt: instant.nullable() });
export type Taker = z.infer<typeof taker>;

const asked = z.object({ what: publishable, branchIds });

export const publishingContract = {
  /** Newest first, 50 a page. */
  list: consoleProcedure.meta(anyRole).input(z.object({ kind: publishedKind.nullable(), before: rowId.nullable() })).output(z.object({ publications: z.array(listedPublication), hasMore: z.boolean() })),
  /** With the branches that refused it first, then those that have not taken it, then the takers; at most 500. */
  one: consoleProcedure.meta(anyRole).input(z.object({ publicationId: rowId })).output(listedPublication.extend({ body: z.unknown(), branchIds: z.array(z.string()).nullable(), items: z.array(differingItem), takers: z.array(taker) })),
  /** What holds of a kind by what was published to all the branches chosen, to go on from; null: nothing yet. `year` for calendars. */
  inForce: consoleProcedure.meta(anyRole).input(z.object({ kind: publishedKind, branchIds, year: z.number().int().optional() })).output(z.object({ body: z.unknown() })),
  /** What a trade customarily begins with, for the first publication of a kind. `deadlineTable` wants classes published before. */
  starter: consoleProcedure.meta(forKeeper).input(z.object({ kind: z.enum(['services', 'complaintClasses', 'deadlineTable']), trade: z.enum(trades), branchIds })).output(z.object({ body: z.unknown() })),
  /** Notices that hang, are to come or have hung, newest first; at most 200. */
  notices: consoleProcedure.meta(anyRole).output(z.array(noticeDirective.extend({ publicationId: rowId, branches: z.number().int().nullable(), withdrawn: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable() }))),
  /** Days of a year from pasted lines. Errors: PUBLICATION_WRONG with each line at fault. */
  readCalendar: consoleProcedure.meta(forKeeper).input(z.object({ text: z.string().max(60_000) })).output(calendarYearDirective),
  preview: consoleProcedure.meta(forKeeper).input(asked).output(preview),
  /** `commandId` becomes the publication's id. Errors: PUBLICATION_WRONG, PUBLICATION_OVERTAKEN (somebody published meanwhile). */
  publish: consoleProcedure.meta(forKeeper).input(asked.extend({ commandId, title: words(80), basedOn: rowId.nullable() })).output(listedPublication),
  /** Takes a notice down wherever it was posted. Errors: PUBLICATION_NOT_FOUND, PUBLICATION_WRONG (withdrawn already). */
  withdraw: consoleProcedure.meta(forKeeper).input(z.object({ commandId, noticeId: rowId, reason: words(200) })).output(listedPublication),
};
