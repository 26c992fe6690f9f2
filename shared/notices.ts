import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { businessDate, commandId, instant, procedure, rowId, words } from './command.ts';
import { role } from './staff.ts';

/** Green, yellow, red; each has a word and a shape of its own too. */
export const noticeUrgencies = ['ordinary', 'important', 'urgent'] as const;
export const noticeUrgency = z.enum(noticeUrgencies);
export type NoticeUrgency = z.infer<typeof noticeUrgency>;

export const noticePlaces = ['desk', 'kiosk', 'display'] as const;
const noticePlace = z.enum(noticePlaces);
export type NoticePlace = z.infer<typeof noticePlace>;

/** Whose notice it is: only its own side changes or withdraws it. */
export const noticeSides = ['branch', 'headquarters'] as const;

/** draft 草稿; scheduled: posted, its term has not begun; showing 张贴中; ended: its term is over; withdrawn 已撤下 */
export const noticeStandings = ['draft', 'scheduled', 'showing', 'ended', 'withdrawn'] as const;
export const noticeStanding = z.enum(noticeStandings);
export type NoticeStanding = z.infer<typeof noticeStanding>;

const text = { titleZh: words(40), wordsZh: words(600), titleEn: z.string().trim().max(80), wordsEn: z.string().trim().max(1200) };
const term = { fromDate: businessDate, toDate: businessDate };

/** What customers and staff read. English may be empty: then the Chinese is shown. */
export const shownNotice = z.object({ id: rowId, urgency: noticeUrgency, ...text });
export type ShownNotice = z.infer<typeof shownNotice>;

export const notice = shownNotice.extend({
  ...term,
  side: z.enum(noticeSides),
  places: z.array(noticePlace),
  standing: noticeStanding,
  writtenByName: z.string(),
  postedAt: instant.nullable(),
  postedByName: z.string().nullable(),
  withdrawnAt: instant.nullable(),
  withdrawnByName: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
});
export type Notice = z.infer<typeof notice>;

/** A notice on the desk, as one person has it: read at, or not yet. */
export const deskNotice = shownNotice.extend({ ...term, side: z.enum(noticeSides), postedAt: instant, postedByName: z.string(), standing: noticeStanding, readAt: instant.nullable() });
export type DeskNotice = z.infer<typeof deskNotice>;

const manager = { access: ['manager'] } as const;

export const noticesContract = {
  /** What the desk shows now, the most urgent first, with what this person has read. */
  watchDesk: procedure.meta({ access: 'staff' }).output(eventIterator(z.array(deskNotice))),
  /** Notices that were on the desk, ended and withdrawn ones too, newest first; at most 200. */
  listPosted: procedure.meta({ access: 'staff' }).output(z.array(deskNotice)),
  /** A receipt: this person has read it. A second one changes nothing. */
  markRead: procedure.meta({ access: 'staff' }).input(z.object({ commandId, noticeId: rowId })).output(z.object({ readAt: instant })),

  /** All notices with how many of the staff have read them, drafts first, then the newest; at most 500. */
  list: procedure.meta({ access: ['manager', 'auditor'] }).output(z.array(notice.extend({ read: z.number().int(), readers: z.number().int() }))),
  /** Who has read a notice and when, and who has not. */
  receipts: procedure.meta({ access: ['manager', 'auditor'] }).input(z.object({ noticeId: rowId }))
    .output(z.object({ read: z.array(z.object({ staffName: z.string(), readAt: instant })), unread: z.array(z.object({ staffName: z.string(), roles: z.array(role) })) })),
  /** Writes a draft, or changes a notice nobody has been shown yet. */
  save: procedure.meta(manager)
    .input(shownNotice.extend({ commandId, ...term, places: z.array(noticePlace).min(1).transform(chosen => noticePlaces.filter(each => chosen.includes(each))) })
      .refine(({ fromDate, toDate }) => fromDate <= toDate))
    .output(notice),
  post: procedure.meta(manager).input(z.object({ commandId, noticeId: rowId })).output(notice),
  /** Takes a notice down for good; it stays in the list with the reason. */
  withdraw: procedure.meta(manager).input(z.object({ commandId, noticeId: rowId, reason: words(200) })).output(notice),
};
