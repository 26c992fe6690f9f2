import type { BranchInputs } from '../../shared/branch-contract.ts';
import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { businessDateOf } from '../../shared/business-date.ts';
import { complaintsContract, type ComplaintForm, type ComplaintStory, type RepeatedComplaint } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { findVisit } from '../counter/counter-store.ts';
import { contactOfCustomer, customerExists } from '../customers/customers-store.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { findService } from '../queue/catalogue-store.ts';
import { findWindow } from '../queue/windows-store.ts';
import { accountById } from '../staff/staff-store.ts';
import { findClass } from './complaint-classes-store.ts';
import { deleteDraft, draftsOf, storeDraft } from './complaint-drafts-store.ts';
import { deadlinesOf, type ComplaintDeadlines } from './complaint-due.ts';
import { moveLimits, possibleMoves } from './complaint-movers.ts';
import { notBegun } from './complaint-path.ts';
import { givePhotosTo } from './complaint-photos-store.ts';
import { readStory } from './complaint-story-store.ts';
import { findComplaint, insertComplaint, type NewComplaint } from './complaints-store.ts';
import { readDeadlineRules } from './deadline-ground-store.ts';
import { missingFields, repeatKeys } from './intake-rules.ts';
import { findRepeats, personKeys } from './repeats-store.ts';

type Inputs = BranchInputs['complaints'];
const takers = ['clerk', 'archivist', 'manager'] as const;

/** Taking a complaint in: drafts that survive a crash, what is shown beside the form, and the receipt. */
export function intakeApi({ database, clock, live, branch }: BranchParts) {
  const contract = implement(complaintsContract).$context<Caller>();
  return {
    drafts: contract.drafts.handler(call => database.read(reader => draftsOf(reader, staffOf(call.context).staffId))),
    saveDraft: contract.saveDraft.handler(call => saveDraft(call.context, call.input)),
    discardDraft: contract.discardDraft.handler(call => database.write(commandOf(call), async tx => {
      await deleteDraft(tx, call.input.draftId, staffOf(call.context).staffId);
      return { draftId: call.input.draftId };
    })),
    repeats: contract.repeats.handler(call => repeats(call.context, call.input)),
    promises: contract.promises.handler(call => database.read(reader => promises(reader, call.input))),
    receive: contract.receive.handler(call => receive(commandOf(call), call.context, call.input)),
  };

  async function saveDraft(caller: Caller, { draftId, form }: Inputs['saveDraft']): Promise<{ savedAt: number }> {
    const savedAt = clock.now();
    await database.change(tx => storeDraft(tx, { id: draftId, staffId: staffOf(caller).staffId, form, savedAt }));
    return { savedAt };
  }

  /** Whoever looks for a person's complaints leaves an entry; by the words of a matter alone nobody is looked for. */
  async function repeats(caller: Caller, known: Inputs['repeats']): Promise<RepeatedComplaint[]> {
    const by = personKeys(known);
    if (by.length === 0) return database.read(reader => findRepeats(reader, known, clock.now()));
    return logThenReveal(database, async tx => {
      const seq = await appendCallersEntry(tx, caller, {
        action: 'search', as: takers, at: clock.now(), customerId: known.customerId, purpose: 'complaint', detail: { facts: { of: 'complaints', by } },
      });
      return { seq, found: null };
    }, reader => findRepeats(reader, known, clock.now()));
  }

  async function promises(reader: Queries, { channel, classId }: Inputs['promises']): Promise<ComplaintDeadlines> {
    if (!await findClass(reader, classId)) refuse('COMPLAINT_CLASS_NOT_FOUND');
    const rules = await readDeadlineRules(reader, branch() ?? refuse('NOT_SET_UP'));
    const receivedAt = clock.now();
    return deadlinesOf({ receivedAt, row: rules.rowFor({ channel, classId, receivedAt, isAnonymous: false }) }, notBegun, rules.ground);
  }

  async function receive(command: Command, caller: Caller, { draftId, form: asked }: Inputs['receive']): Promise<ComplaintStory> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const by = staffOf(caller);
    const form = asked.isAnonymous ? { ...asked, complainantName: '', agentName: '', customerId: null } : asked;
    const fields = missingFields(form);
    if (fields.length > 0) refuse('COMPLAINT_INCOMPLETE', { fields });
    return database.write(command, async tx => {
      await checkMentioned(tx, form);
      const now = clock.now();
      const { photoIds, classId, ...typed } = form;
      const facts = await withCustomersOwn(tx, typed);
      const rules = await readDeadlineRules(tx, present);
      const id = uuidv7();
      const taken: NewComplaint = {
        ...facts, ...repeatKeys(facts), id, intakeClassId: classId ?? refuse('COMPLAINT_CLASS_NOT_FOUND'), receivedAt: now, takenInBy: by.staffId, takenInByName: by.staffName,
      };
      await insertComplaint(tx, taken, Number(businessDateOf(now, present.timeZone).slice(0, 4)), rules);
      await givePhotosTo(tx, id, photoIds, by.staffId);
      await deleteDraft(tx, draftId, by.staffId);
      tx.afterCommit(() => live.publish('complaints'));
      const complaint = await findComplaint(tx, id) ?? refuse('COMPLAINT_NOT_FOUND');
      return readStory(tx, complaint, { rules, now, movesOf: standing => possibleMoves(by, complaint, standing, moveLimits(present, now)) });
    });
  }

  /** What was left empty of a known customer is taken over from the customer's own entry; shown it is only masked, as all of it. */
  async function withCustomersOwn<Typed extends Omit<ComplaintForm, 'photoIds' | 'classId'>>(tx: Transaction, typed: Typed): Promise<Typed> {
    const known = typed.customerId === null ? null : await contactOfCustomer(tx, typed.customerId);
    if (!known) return typed;
    return {
      ...typed, complainantName: typed.complainantName || known.name, complainantPhone: typed.complainantPhone || (known.phone ?? ''),
      address: typed.address || (known.address ?? ''), accountNumber: typed.accountNumber || (known.accountNumber ?? ''),
    };
  }

  /** Errors: COMPLAINT_CLASS_NOT_FOUND, VISIT_NOT_FOUND, CUSTOMER_NOT_FOUND, SERVICE_NOT_FOUND, WINDOW_NOT_FOUND, STAFF_NOT_FOUND. */
  async function checkMentioned(tx: Transaction, { classId, visitId, ticketId, customerId, aboutServiceId, aboutWindowId, aboutStaffIds }: ComplaintForm): Promise<void> {
    if (!(classId && (await findClass(tx, classId))?.isActive)) refuse('COMPLAINT_CLASS_NOT_FOUND');
    if (visitId !== null && (await findVisit(tx, visitId))?.visit.ticketId !== ticketId) refuse('VISIT_NOT_FOUND');
    if (visitId === null && ticketId !== null) refuse('VISIT_NOT_FOUND');
    if (customerId !== null && !await customerExists(tx, customerId)) refuse('CUSTOMER_NOT_FOUND');
    if (aboutServiceId !== null && !await findService(tx, aboutServiceId)) refuse('SERVICE_NOT_FOUND');
    if (aboutWindowId !== null && !await findWindow(tx, aboutWindowId)) refuse('WINDOW_NOT_FOUND');
    for (const staffId of aboutStaffIds) if (!await accountById(tx, staffId)) refuse('STAFF_NOT_FOUND');
  }
}
