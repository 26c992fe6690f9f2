import { implement } from '@orpc/server';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { complaintNumber } from '../../shared/complaint-number.ts';
import { casesContract, type CaseForm, type CaseRecord, type ListedCase } from '../../shared/cases.ts';
import { refuse } from '../../shared/errors.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { readClosedMatter } from '../complaints/closed-matter-store.ts';
import { findClass, listClasses } from '../complaints/complaint-classes-store.ts';
import { photosOf, readPhoto, readReviewedPhoto } from '../complaints/complaint-photos-store.ts';
import { findComplaint, findComplaintByNumber } from '../complaints/complaints-store.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { countLists, listCases } from './case-lists-store.ts';
import { classesUnder } from './case-nearness.ts';
import { actFault, mayRead, missingFields, moves, nextCheck, toLookAt, type CaseAct } from './case-path.ts';
import { formOf, knownPersons, readCase, shownPhotos, standingOf } from './case-record-store.ts';
import { indexCase, searchCases, similarCases, unindexCase } from './case-search-store.ts';
import { caseFromComplaint } from './case-text.ts';
import { loadCaseWords } from './case-words.ts';
import { addCheck, addEvent, asListed, changeCase, findCase, findCaseOfComplaint, insertCase, lastWriter, photoIdsOf, storeText, type StoredCase } from './cases-store.ts';
import { personalTracesOf } from './personal-traces.ts';

type Inputs = BranchInputs['cases'];
type Outputs = BranchOutputs['cases'];
type Session = ReturnType<typeof staffOf>;
type Move = keyof typeof moves;

const pageLength = 20;

/** The case library: what complaints taught, written, reviewed by somebody else, found again, and checked later. */
export function casesApi({ database, clock, live, branch }: BranchParts) {
  const contract = implement(casesContract).$context<Caller>();
  return {
    search: contract.search.handler(call => database.read(reader => search(reader, staffOf(call.context), call.input))),
    similar: contract.similar.handler(call => database.read(reader => similar(reader, call.input))),
    get: contract.get.handler(call => database.read(reader => get(reader, staffOf(call.context), call.input.caseId))),
    ofComplaint: contract.ofComplaint.handler(call => database.read(reader => ofComplaint(reader, staffOf(call.context), call.input.complaintId))),
    photo: contract.photo.handler(call => photo(call.context, call.input)),
    fromComplaint: contract.fromComplaint.handler(call => fromComplaint(commandOf(call), staffOf(call.context), call.input)),
    begin: contract.begin.handler(call => begin(commandOf(call), staffOf(call.context), call.input)),
    save: contract.save.handler(call => save(commandOf(call), staffOf(call.context), call.input)),
    submit: contract.submit.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'submit', checkComplete)),
    publish: contract.publish.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'publish', (tx, stored) => checkNamesNobody(tx, stored, call.input.namesNobody))),
    sendBack: contract.sendBack.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'sendBack')),
    reopen: contract.reopen.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'reopen')),
    retire: contract.retire.handler(call => move(commandOf(call), staffOf(call.context), call.input, 'retire')),
    check: contract.check.handler(call => check(commandOf(call), staffOf(call.context), call.input)),
  };

  async function search(reader: Queries, by: Session, { words = '', which = 'published', classId, cursor }: Inputs['search']): Promise<Outputs['search']> {
    const who = { reader: by, now: clock.now() };
    const { found, nextAfter } = which === 'published'
      ? await searchCases(reader, { words, limit: pageLength, ...classId !== undefined && { classId }, ...cursor !== undefined && { after: cursor } })
      : await listCases(reader, { which, classIds: classId === undefined ? null : classesUnder(await listClasses(reader), classId), after: cursor ?? '', limit: pageLength, ...who });
    return { cases: found.map(({ row, matches }) => ({ ...asListed(row, who.now), matches })), nextCursor: nextAfter, counts: await countLists(reader, who) };
  }

  async function similar(reader: Queries, asked: Inputs['similar']): Promise<Outputs['similar']> {
    const found = await similarCases(reader, { ...asked, remedySought: asked.remedySought ?? '' });
    return found.map(({ row, matches }) => ({ ...asListed(row, clock.now()), matches, remedy: row.remedy, avoidance: row.avoidance }));
  }

  async function get(reader: Queries, by: Session, caseId: string): Promise<CaseRecord> {
    return readCase(reader, await readableCase(reader, by, caseId), by, clock.now());
  }

  async function ofComplaint(reader: Queries, by: Session, complaintId: string): Promise<ListedCase | null> {
    const found = await findCaseOfComplaint(reader, complaintId);
    return found && mayRead(found, by) ? asListed(found, clock.now()) : null;
  }

  async function photo(caller: Caller, { caseId, photoId, as }: Inputs['photo']): Promise<File> {
    const by = staffOf(caller);
    const shown = async (reader: Queries, stored: StoredCase) => (await shownPhotos(reader, stored, await photoIdsOf(reader, caseId))).find(({ id }) => id === photoId) ?? refuse('PHOTO_NOT_FOUND');
    const reviewed = await database.read(async reader => {
      const stored = await readableCase(reader, by, caseId);
      return stored.publishedAt === null ? null : readReviewedPhoto(reader, await shown(reader, stored), as);
    });
    return reviewed ?? logThenReveal(database, async tx => {
      const stored = await readableCase(tx, by, caseId);
      const found = await shown(tx, stored);
      const complaint = stored.complaintId === null ? null : await findComplaint(tx, stored.complaintId);
      const seq = await appendCallersEntry(tx, caller, {
        action: 'viewScan', as: ['clerk', 'archivist', 'manager', 'auditor'], at: clock.now(), customerId: complaint?.customerId ?? null, purpose: 'complaint',
        basis: { kind: 'complaint', id: stored.complaintId }, fields: ['photos'], detail: { ...complaint && { basisWords: complaintNumber(complaint) }, facts: { photoId, as, caseId } },
      });
      return { seq, found };
    }, (reader, committed, found) => readPhoto(reader, committed, found, as));
  }

  /** Errors: CASE_NOT_FOUND. */
  async function readableCase(reader: Queries, by: Session, caseId: string): Promise<StoredCase> {
    const stored = await findCase(reader, caseId);
    return stored && mayRead(stored, by) ? stored : refuse('CASE_NOT_FOUND');
  }

  async function fromComplaint(command: Command, by: Session, { complaintId }: Inputs['fromComplaint']): Promise<CaseRecord> {
    return database.write(command, async tx => {
      const present = await findCaseOfComplaint(tx, complaintId);
      if (present && !mayRead(present, by)) refuse('NOT_YOUR_CASE');
      if (present) return readCase(tx, present, by, clock.now());
      const matter = await readClosedMatter(tx, await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND')) ?? refuse('COMPLAINT_NOT_CLOSED');
      return add(tx, by, { complaintId, outcome: matter.outcome, form: caseFromComplaint(matter) });
    });
  }

  async function begin(command: Command, by: Session, { form }: Inputs['begin']): Promise<CaseRecord> {
    return database.write(command, async tx => {
      await checkForm(tx, form, null);
      return add(tx, by, { complaintId: null, outcome: null, form });
    });
  }

  async function add(tx: Transaction, by: Session, draft: Pick<Parameters<typeof insertCase>[1], 'complaintId' | 'outcome' | 'form'>): Promise<CaseRecord> {
    const at = clock.now();
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    return done(tx, by, await insertCase(tx, { ...draft, author: by, at, year: Number(businessDateOf(at, timeZone).slice(0, 4)) }));
  }

  async function save(command: Command, by: Session, { form, ...asked }: Inputs['save']): Promise<CaseRecord> {
    return database.write(command, async tx => {
      const stored = await caseFor(tx, by, 'save', asked);
      await checkForm(tx, form, stored.complaintId);
      await storeText(tx, stored, form, by, clock.now());
      return done(tx, by, stored.id);
    });
  }

  /** Takes a case to its next state and says so in its history. Errors: CASE_NOT_FOUND, what the state or the person does not allow, CASE_CHANGED, what `checkFirst` refuses. */
  async function move(command: Command, by: Session, asked: { caseId: string; version: number; words?: string }, act: Move, checkFirst?: (tx: Transaction, stored: StoredCase) => Promise<void>): Promise<CaseRecord> {
    // The dictionary before the transaction: nobody waits for it inside.
    if (act === 'publish') await loadCaseWords();
    return database.write(command, async tx => {
      const stored = await caseFor(tx, by, act, asked);
      await checkFirst?.(tx, stored);
      const at = clock.now();
      const { state, event } = moves[act];
      const isPublished = state === 'published';
      await changeCase(tx, stored.id, {
        state, changedAt: at, nextCheckAt: isPublished ? nextCheck('published', at) : null,
        // What was retired after its review stays readable; what goes back to draft waits for its next review.
        ...isPublished ? { publishedAt: at } : state === 'draft' ? { publishedAt: null } : {},
      });
      if (isPublished) await indexCase(tx, stored);
      else if (stored.state === 'published') await unindexCase(tx, stored.searchId);
      await addEvent(tx, stored.id, { kind: event, by, at, words: asked.words ?? '' });
      return done(tx, by, stored.id);
    });
  }

  async function check(command: Command, by: Session, { caseId, outcome, words, complaintNumber: number }: Inputs['check']): Promise<CaseRecord> {
    return database.write(command, async tx => {
      const stored = await caseFor(tx, by, 'check', { caseId });
      const recurredIn = number ? await findComplaintByNumber(tx, number) ?? refuse('COMPLAINT_NOT_FOUND') : null;
      const at = clock.now();
      await addCheck(tx, caseId, { outcome, words, complaintId: recurredIn?.id ?? null, by, at });
      const { avoidedCount, recurredCount } = stored;
      await changeCase(tx, caseId, { ...outcome === 'avoided' ? { avoidedCount: avoidedCount + 1 } : { recurredCount: recurredCount + 1 }, nextCheckAt: nextCheck(outcome, at) });
      return done(tx, by, caseId);
    });
  }

  async function done(tx: Transaction, by: Session, caseId: string): Promise<CaseRecord> {
    tx.afterCommit(() => live.publish('cases'));
    return readCase(tx, await findCase(tx, caseId) ?? refuse('CASE_NOT_FOUND'), by, clock.now());
  }
}

/** The case, when this person may do this with it now, having seen the text it has. Errors: CASE_NOT_FOUND, what `actFault` says, CASE_CHANGED. */
async function caseFor(tx: Transaction, by: Session, act: CaseAct, { caseId, version }: { caseId: string; version?: number }): Promise<StoredCase> {
  const stored = await findCase(tx, caseId) ?? refuse('CASE_NOT_FOUND');
  const fault = actFault(act, await standingOf(tx, stored), by);
  if (fault) refuse(fault);
  if (version !== undefined && version !== stored.version) refuse('CASE_CHANGED', { byName: (await lastWriter(tx, caseId)).byName, at: stored.changedAt });
  return stored;
}

/** Errors: COMPLAINT_CLASS_NOT_FOUND, PHOTO_NOT_FOUND: only photos of the complaint it came from. */
async function checkForm(tx: Transaction, { classId, photoIds }: CaseForm, complaintId: string | null): Promise<void> {
  if (classId !== null && !await findClass(tx, classId)) refuse('COMPLAINT_CLASS_NOT_FOUND');
  const present = new Set(complaintId === null ? [] : (await photosOf(tx, complaintId)).map(({ id }) => id));
  if (photoIds.some(photoId => !present.has(photoId))) refuse('PHOTO_NOT_FOUND');
}

async function checkComplete(tx: Transaction, stored: StoredCase): Promise<void> {
  const fields = missingFields(await formOf(tx, stored));
  if (fields.length > 0) refuse('CASE_INCOMPLETE', { fields });
}

async function checkNamesNobody(tx: Transaction, stored: StoredCase, namesNobody: boolean): Promise<void> {
  const form = await formOf(tx, stored);
  const fields = toLookAt(personalTracesOf(form, await knownPersons(tx, stored)), form.photoIds.length);
  if (fields.length > 0 && !namesNobody) refuse('CASE_NAMES_PEOPLE', { fields });
}
