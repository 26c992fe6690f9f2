import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import type { BreakGlassLook, OpenedLook } from '../../shared/looks.ts';
import { appendEntries, logThenReveal } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { readCalendar, type WorkCalendar } from '../calendar/calendar-store.ts';
import type { Command, Queries } from '../database/database.ts';
import { doneEntry, type Asked, type Looker } from './look-entries.ts';
import { breakGlassFields, breakGlassMinutes, breakGlassPurpose, breakGlassReviewDays } from './look-rules.ts';
import { listBreakGlass, storeReview, type StoredBreakGlass } from './looks-store.ts';
import { askedAbout, newLook, refusalsAreLogged, revealLook, storeOpened, subjectStanding, todayOf } from './open-look-api.ts';

type Inputs = BranchInputs['looks'];

/**
 * The manager opens a file at once, without approvals, for a reason; others are told and review it.
 *
 * Errors: FILE_NOT_FOUND, FILE_DESTROYED, LOG_UNAVAILABLE.
 */
export async function breakGlass(parts: BranchParts, looker: Looker, { fileId, reason }: Inputs['breakGlass']): Promise<OpenedLook> {
  const { database, clock, live } = parts;
  const today = todayOf(parts);
  const askedFor = async (reader: Queries): Promise<Asked> => {
    const about = await askedAbout(reader, looker, { fileId });
    return { ...about, action: 'breakGlass', purposeCode: breakGlassPurpose.code, detail: { ...about.detail, words: reason } };
  };
  return refusalsAreLogged(parts, looker, askedFor, () => logThenReveal(database, async tx => {
    await subjectStanding(tx, { fileId });
    const asked = await askedFor(tx);
    const at = clock.now();
    const due = (await readCalendar(tx)).addWorkingDays(today, breakGlassReviewDays);
    const opening = { ...breakGlassPurpose, fields: [...breakGlassFields], minutes: breakGlassMinutes };
    const look = { ...newLook(looker, asked, opening, at), isBreakGlass: true, reason, reviewDueOn: due.day, isReviewDueProvisional: due.isProvisional };
    const stored = await storeOpened(tx, look, [doneEntry(looker, asked, opening.fields, at)]);
    tx.afterCommit(() => live.publish('looks'));
    return { seq: stored.logSeq, found: stored };
  }, (reader, committed, look) => revealLook(reader, { ...look, endsInMs: look.expiresAt - look.openedAt }, looker.name, look.openedAt, committed)));
}

/** Break-glass looks as reviewers see them, newest first. */
export async function readBreakGlass(parts: BranchParts, which: Parameters<typeof listBreakGlass>[1]): Promise<BreakGlassLook[]> {
  return parts.database.read(reader => presentAll(parts, reader, which));
}

/** What waits for a review: for a mark on every page of a manager or auditor. */
export async function breakGlassWaiting(parts: BranchParts): Promise<{ open: number; overdue: number; newest: BreakGlassLook | null }> {
  const looks = await readBreakGlass(parts, 'open');
  return { open: looks.length, overdue: looks.filter(each => each.isOverdue).length, newest: looks[0] ?? null };
}

/** Somebody else's judgement of a break-glass look, once. Errors: OWN_REVIEW, ALREADY_REVIEWED, LOOK_ENDED (no such look). */
export async function reviewBreakGlass(parts: BranchParts, command: Command, looker: Looker, { lookId, isJustified, words }: Inputs['reviewBreakGlass']): Promise<BreakGlassLook> {
  const { database, clock, live } = parts;
  const askedFor = async (reader: Queries): Promise<Asked | null> => {
    const [found] = await listBreakGlass(reader, { lookId });
    if (!found?.look.fileId) return null;
    const about = await askedAbout(reader, looker, { fileId: found.look.fileId });
    return { ...about, action: 'reviewBreakGlass', detail: { ...about.detail, words, facts: { lookId, lookSeq: found.look.logSeq, isJustified } } };
  };
  return refusalsAreLogged(parts, looker, askedFor, () => database.write(command, async tx => {
    const [found] = await listBreakGlass(tx, { lookId });
    const asked = await askedFor(tx);
    if (!found || !asked) refuse('LOOK_ENDED');
    if (found.look.staffId === looker.staffId) refuse('OWN_REVIEW');
    if (found.look.reviewedAt !== null) refuse('ALREADY_REVIEWED');
    const at = clock.now();
    await storeReview(tx, lookId, { reviewedAt: at, reviewedBy: looker.staffId, isJustified, reviewWords: words });
    await appendEntries(tx, [doneEntry(looker, asked, [], at)]);
    tx.afterCommit(() => live.publish('looks'));
    const [reviewed] = await presentAll(parts, tx, { lookId });
    return reviewed ?? refuse('LOOK_ENDED');
  }));
}

async function presentAll(parts: BranchParts, reader: Queries, which: Parameters<typeof listBreakGlass>[1]): Promise<BreakGlassLook[]> {
  const found = await listBreakGlass(reader, which);
  const calendar = found.some(({ look }) => look.isReviewDueProvisional) ? await readCalendar(reader) : null;
  return found.map(each => present(parts, each, calendar));
}

/** A due day that had to be reckoned without the holidays of its year is reckoned anew at each reading, until they are announced. */
function present(parts: BranchParts, { look, staffName, archiveNumber, reviewerName }: StoredBreakGlass, calendar: WorkCalendar | null): BreakGlassLook {
  const timeZone = (parts.branch() ?? refuse('NOT_SET_UP')).timeZone;
  const stored = { day: look.reviewDueOn ?? '', isProvisional: false };
  const due = look.isReviewDueProvisional && calendar ? calendar.addWorkingDays(businessDateOf(look.openedAt, timeZone), breakGlassReviewDays) : stored;
  return {
    lookId: look.id, logSeq: look.logSeq, openedAt: look.openedAt, staffName, archiveNumber, reason: look.reason ?? '',
    reviewDueOn: due.day, isProvisional: due.isProvisional, isOverdue: look.reviewedAt === null && due.day < todayOf(parts),
    review: look.reviewedAt === null ? null
      : { at: look.reviewedAt, byName: reviewerName ?? '', isJustified: look.isJustified ?? false, words: look.reviewWords ?? '' },
  };
}
