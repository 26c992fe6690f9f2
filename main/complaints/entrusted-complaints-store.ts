import type * as z from 'zod';
import { businessDateOf } from '../../shared/business-date.ts';
import type { entrustedComplaintDirective } from '../../shared/directives.ts';
import { refuse } from '../../shared/errors.ts';
import type { Transaction } from '../database/database.ts';
import { findClass } from './complaint-classes-store.ts';
import { addHeadquartersSteps, findComplaint, insertComplaint } from './complaints-store.ts';
import type { DeadlineRules } from './deadline-rules.ts';
import { repeatKeys } from './intake-rules.ts';

type Entrusted = z.infer<typeof entrustedComplaintDirective>;

/**
 * Takes in a complaint that headquarters entrusts to the branch 交办, with headquarters' step: under a number of the branch's own,
 * with deadlines that run since headquarters took it in. One that is there already changes nothing.
 * Errors: COMPLAINT_CLASS_NOT_FOUND, where it is unknown or retired.
 */
export async function takeEntrusted(tx: Transaction, { complaintId, receivedAt: asTold, form: typed, step }: Entrusted, rules: DeadlineRules, { timeZone, now }: { timeZone: string; now: number }): Promise<void> {
  if (await findComplaint(tx, complaintId)) return;
  if (!(await findClass(tx, typed.classId))?.isActive) refuse('COMPLAINT_CLASS_NOT_FOUND');
  // A clock of headquarters that runs ahead gives no more time than there is.
  const receivedAt = Math.min(asTold, now);
  const { classId: intakeClassId, ...form } = typed.isAnonymous ? { ...typed, complainantName: '' } : typed;
  await insertComplaint(tx, {
    ...form, ...repeatKeys(form), id: complaintId, receivedAt, intakeClassId, takenInBy: step.byStaffId ?? '', takenInByName: step.byName ?? '',
    agentName: '', customerId: null, ticketId: null, visitId: null, aboutServiceId: null, aboutWindowId: null, aboutStaffIds: [],
  }, Number(businessDateOf(receivedAt, timeZone).slice(0, 4)), rules);
  await addHeadquartersSteps(tx, complaintId, [step], rules);
}
