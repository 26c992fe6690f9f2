import { inArray } from 'drizzle-orm';
import type { CallBackOutcome, StepFacts } from '../../shared/complaint-steps.ts';
import { contactOfCustomer } from '../customers/customers-store.ts';
import type { Queries } from '../database/database.ts';
import { staff } from '../staff/staff-schema.ts';
import { follow, inOrder } from './complaint-path.ts';
import { findComplaint, readSteps, type StoredComplaint, type StoredStep } from './complaints-store.ts';

/** Everything of people that a complaint holds: what must not go with what it teaches. Empty texts are left out. */
export interface PersonsOfComplaint {
  complainants: string[];
  agents: string[];
  /** who is complained about, who took it in, who moved it */
  staff: string[];
  phones: string[];
  addresses: string[];
  accounts: string[];
}

/** A closed complaint with what closing it demanded. */
export interface ClosedMatter {
  complaint: StoredComplaint;
  closing: Extract<StepFacts, { kind: 'closed' }>;
  /** how the last call-back that reached somebody went; null: it reached nobody */
  outcome: CallBackOutcome | null;
  persons: PersonsOfComplaint;
}

/** The complaint and what its closing says; null while it is not closed. */
export async function readClosedMatter(reader: Queries, complaint: StoredComplaint): Promise<ClosedMatter | null> {
  if (complaint.state !== 'closed') return null;
  const steps = await readSteps(reader, complaint.id);
  const { standing, overtaken } = follow(steps);
  // One that was reopened is closed more than once: what holds is what closed it last.
  const closing = inOrder(steps).findLast(({ id, facts }) => facts.kind === 'closed' && !overtaken.has(id))?.facts;
  if (closing?.kind !== 'closed') throw new Error('a complaint is closed without the step that closes it');
  return { complaint, closing, outcome: standing.outcome, persons: await personsOf(reader, complaint, steps) };
}

/** Whom the complaint with this id names. */
export async function readPersonsOfComplaint(reader: Queries, complaintId: string): Promise<PersonsOfComplaint> {
  const complaint = await findComplaint(reader, complaintId);
  if (!complaint) return { complainants: [], agents: [], staff: [], phones: [], addresses: [], accounts: [] };
  return personsOf(reader, complaint, await readSteps(reader, complaintId));
}

async function personsOf(reader: Queries, complaint: StoredComplaint, steps: readonly StoredStep[]): Promise<PersonsOfComplaint> {
  const { complainantName, agentName, complainantPhone, address, accountNumber, aboutStaffIds, takenInByName, handlerName, customerId } = complaint;
  // What was typed at intake may be 王女士 where the customer's own entry has the whole name.
  const own = customerId === null ? null : await contactOfCustomer(reader, customerId);
  const about = aboutStaffIds.length === 0 ? [] : await reader.select({ name: staff.name }).from(staff).where(inArray(staff.id, aboutStaffIds));
  const handlers = steps.flatMap(({ facts }) => facts.kind === 'dispatched' || facts.kind === 'reopened' ? facts.handlerName : []);
  const given = (...texts: (string | null | undefined)[]) => [...new Set(texts.flatMap(text => text ? text : []))];
  return {
    complainants: given(complainantName, own?.name), agents: given(agentName), staff: given(takenInByName, handlerName, ...about.map(({ name }) => name), ...steps.map(({ byName }) => byName), ...handlers),
    phones: given(complainantPhone, own?.phone), addresses: given(address, own?.address), accounts: given(accountNumber, own?.accountNumber),
  };
}
