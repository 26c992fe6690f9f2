import type { CaseForm, CaseRecord } from '../../shared/cases.ts';
import { complaintNumber } from '../../shared/complaint-number.ts';
import { photosOf } from '../complaints/complaint-photos-store.ts';
import { readPersonsOfComplaint, type PersonsOfComplaint } from '../complaints/closed-matter-store.ts';
import { findComplaint, lastReopening } from '../complaints/complaints-store.ts';
import type { Queries } from '../database/database.ts';
import { listActiveStaff } from '../staff/staff-store.ts';
import { actFault, type CaseAct, type CasePerson, type CaseStanding } from './case-path.ts';
import { withoutPersons } from './case-text.ts';
import { asListed, checksOf, eventsOf, lastWriter, photoIdsOf, type StoredCase } from './cases-store.ts';
import { personalTracesOf, type TraceKind } from './personal-traces.ts';

/** What of a case decides who may do what. */
export async function standingOf(reader: Queries, stored: StoredCase): Promise<CaseStanding> {
  const { state, authorId, publishedAt } = stored;
  return { state, authorId, publishedAt, lastWriterId: (await lastWriter(reader, stored.id)).byStaffId };
}

/** The text of a case as its author wrote it. */
export async function formOf(reader: Queries, stored: StoredCase): Promise<CaseForm> {
  const { title, classId, channel, problem, cause, responsibleUnit, remedy, lesson, avoidance, keywords } = stored;
  return { title, classId, channel, problem, cause, responsibleUnit, remedy, lesson, avoidance, keywords, photoIds: await photoIdsOf(reader, stored.id) };
}

/** Whatever of persons the branch knows that may stand in a case: its staff, and whom the complaint names that the case came from. */
export async function knownPersons(reader: Queries, { complaintId }: Pick<StoredCase, 'complaintId'>): Promise<[TraceKind, string][]> {
  const staff = (await listActiveStaff(reader)).map(({ name }) => name);
  const { complainants, agents, staff: ofComplaint, phones, addresses, accounts } = await personsOf(reader, complaintId);
  const as = (kind: TraceKind, texts: readonly string[]) => texts.map((text): [TraceKind, string] => [kind, text]);
  return [...as('name', [...complainants, ...agents, ...ofComplaint, ...staff]), ...as('phone', phones), ...as('address', addresses), ...as('account', accounts)];
}

/** One case, whole, as `by` may see and move it. `now`: UTC ms. */
export async function readCase(reader: Queries, stored: StoredCase, by: CasePerson, now: number): Promise<CaseRecord> {
  const { id, complaintId, version } = stored;
  const [form, standing] = [await formOf(reader, stored), await standingOf(reader, stored)];
  const mayAct = (act: CaseAct) => by.roles.some(role => role !== 'auditor' && role !== 'administrator') && actFault(act, standing, by) === null;
  return {
    ...asListed(stored, now), form, version,
    complaint: await originOf(reader, complaintId),
    photos: await shownPhotos(reader, stored, form.photoIds),
    events: (await eventsOf(reader, id)).map(({ caseId: _, byStaffId: _by, ...event }) => event),
    checks: await Promise.all((await checksOf(reader, id)).map(async ({ caseId: _, byStaffId: _by, complaintId: recurredIn, ...check }) => ({ ...check, complaint: await numberedComplaint(reader, recurredIn) }))),
    personalTraces: personalTracesOf(form, await knownPersons(reader, stored)),
    may: { write: mayAct('save'), submit: mayAct('submit'), review: mayAct('publish'), sendBack: mayAct('sendBack'), retire: mayAct('retire'), reopen: mayAct('reopen'), check: mayAct('check') },
  };
}

/** The photos a case shows, in its order; a title may name somebody, so it is shown without persons. */
export async function shownPhotos(reader: Queries, { complaintId }: Pick<StoredCase, 'complaintId'>, photoIds: readonly string[]): Promise<CaseRecord['photos']> {
  if (complaintId === null || photoIds.length === 0) return [];
  const [present, persons] = [new Map((await photosOf(reader, complaintId)).map(each => [each.id, each])), await personsOf(reader, complaintId)];
  return photoIds.flatMap(photoId => {
    const photo = present.get(photoId);
    return photo ? { id: photo.id, title: withoutPersons(photo.title, persons), widthPx: photo.widthPx, heightPx: photo.heightPx } : [];
  });
}

const nobody: PersonsOfComplaint = { complainants: [], agents: [], staff: [], phones: [], addresses: [], accounts: [] };

async function personsOf(reader: Queries, complaintId: string | null): Promise<PersonsOfComplaint> {
  return complaintId === null ? nobody : readPersonsOfComplaint(reader, complaintId);
}

async function originOf(reader: Queries, complaintId: string | null): Promise<CaseRecord['complaint']> {
  const complaint = await numberedComplaint(reader, complaintId);
  return complaint && { ...complaint, reopenedAt: await lastReopening(reader, complaint.id) };
}

async function numberedComplaint(reader: Queries, complaintId: string | null): Promise<{ id: string; number: string } | null> {
  const complaint = complaintId === null ? null : await findComplaint(reader, complaintId);
  return complaint && { id: complaint.id, number: complaintNumber(complaint) };
}
