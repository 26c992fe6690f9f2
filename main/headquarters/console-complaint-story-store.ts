import { sql } from 'drizzle-orm';
import type { ComplaintStep, HeadquartersMoveKind, StepFacts } from '../../shared/complaint-steps.ts';
import { headquartersMoveKinds } from '../../shared/complaint-steps.ts';
import type { ConsoleComplaintStory } from '../../shared/console-complaints.ts';
import { withoutPersons } from '../cases/case-text.ts';
import { decidingFault, type Extending } from '../complaints/complaint-extensions.ts';
import { follow, inOrder, pathFault, type Standing } from '../complaints/complaint-path.ts';
import { maskAccountNumber, maskAddress, maskName, maskPhone } from '../text/masking.ts';
import { deadlineRulesOf } from './branch-deadlines-store.ts';
import { asChoices, knownClasses } from './complaint-classes-store.ts';
import { readSteps, type KnownStep } from './complaint-steps-store.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { asListed, personsOf, projectedComplaints, type ProjectedComplaint } from './projected-complaint.ts';
import { readRows } from './read-rows.ts';

/** A complaint with its steps and where it stands by them, headquarters' own included. */
export interface StandingComplaint { complaint: ProjectedComplaint; steps: KnownStep[]; standing: Standing; overtaken: ReadonlySet<string> }

/** Null: its branch has not sent it. */
export async function findComplaint(queries: Queries | Transaction, branchId: string, complaintId: string): Promise<StandingComplaint | null> {
  const [complaint] = await readRows<ProjectedComplaint>(queries, sql`${projectedComplaints} where c."branchId" = ${branchId} and c.id = ${complaintId}`);
  const steps = complaint ? await readSteps(queries, branchId, complaintId) : [];
  // Its first step is of the same stretch of changes, but may be held in quarantine.
  return complaint && steps.some(({ facts }) => facts.kind === 'received') ? { complaint, steps, ...follow(steps) } : null;
}

/** What an extension that waits is judged by. */
export async function extendingOf(queries: Queries | Transaction, { complaint, standing }: StandingComplaint, now: number): Promise<Extending> {
  const rules = await deadlineRulesOf(queries, complaint.branchId);
  return { receivedAt: complaint.receivedAt, row: rules.rowFor(complaint), standing, ground: rules.ground, now };
}

/** One complaint as its branch has sent it, with headquarters' steps and what may be done; masked, in what people wrote as well. */
export async function storyOf(queries: Queries | Transaction, found: StandingComplaint, now: number): Promise<ConsoleComplaintStory> {
  const { complaint, steps, standing, overtaken } = found;
  const persons = personsOf(complaint);
  const hide = (text: string) => withoutPersons(text, persons);
  const named = new Set(steps.flatMap(({ facts }) => facts.kind === 'assessed' ? facts.classId : []));
  const { channel, isAnonymous, what, where, happenedAt, remedySought, aboutProduct, complainantName, complainantPhone, address, agentName, accountNumber } = complaint;
  return {
    ...asListed({ ...complaint, state: standing.state }, now), timeZone: complaint.timeZone, takenInByName: complaint.takenInByName,
    form: {
      channel, isAnonymous, what: hide(what), where: hide(where), happenedAt, remedySought: hide(remedySought), aboutProduct,
      maskedName: maskedOr(complainantName, maskName), maskedPhone: maskedOr(complainantPhone, maskPhone), maskedAddress: maskedOr(address, maskAddress),
      maskedAgentName: maskedOr(agentName, maskName), maskedAccountNumber: maskedOr(accountNumber, maskAccountNumber),
    },
    steps: inOrder(steps).map(step => ({ ...step, facts: hiddenIn(step.facts, hide), isOvertaken: overtaken.has(step.id) })),
    stepCount: steps.length,
    classes: asChoices(await knownClasses(queries, complaint.branchId)).filter(({ id }) => named.has(id) || id === complaint.classId).map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
    moves: await movesOf(queries, found, now),
  };
}

async function movesOf(queries: Queries | Transaction, found: StandingComplaint, now: number): Promise<HeadquartersMoveKind[]> {
  const possible = headquartersMoveKinds.filter(kind => pathFault(found.standing, kind) === null);
  if (!possible.includes('extensionDecided')) return possible;
  const isOurs = decidingFault(await extendingOf(queries, found, now), 'headquarters', false) === null;
  return possible.filter(kind => kind !== 'extensionDecided' || isOurs);
}

const written = ['words', 'text', 'reason', 'cause', 'remedy', 'lesson', 'noLessonBecause'] as const;

/** What people wrote in a step; reasons that are chosen from a list hold nobody's name. */
function hiddenIn(facts: StepFacts, hide: (text: string) => string): ComplaintStep['facts'] {
  const texts = facts as Record<string, unknown>;
  return { ...facts, ...Object.fromEntries(written.flatMap(field => typeof texts[field] === 'string' ? [[field, hide(texts[field])]] : [])) };
}

function maskedOr(text: string, mask: (text: string) => string): string | null {
  return text === '' ? null : mask(text);
}
