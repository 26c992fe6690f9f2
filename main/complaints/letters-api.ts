import { implement } from '@orpc/server';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { complaintNumber } from '../../shared/complaint-number.ts';
import { complaintsContract } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import type { Queries } from '../database/database.ts';
import { findClass } from './complaint-classes-store.ts';
import { deadlinesOf } from './complaint-due.ts';
import { dayOnceApproved } from './complaint-extensions.ts';
import { follow, pauseRunning } from './complaint-path.ts';
import { summaryOf } from './complaint-summary.ts';
import { findComplaint, readSteps } from './complaints-store.ts';
import { readDeadlineRules } from './deadline-ground-store.ts';
import { letterText } from './letters.ts';

/** Letters to complainants, written as far as the branch knows. */
export function lettersApi({ database, clock, branch }: BranchParts) {
  const contract = implement(complaintsContract).$context<Caller>();
  return {
    letterDraft: contract.letterDraft.handler(call => database.read(reader => letterDraft(reader, call.input))),
  };

  async function letterDraft(reader: Queries, { complaintId, templateId, refusal, withdrawal }: BranchInputs['complaints']['letterDraft']): Promise<{ text: string }> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const complaint = await findComplaint(reader, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
    const { standing } = follow(await readSteps(reader, complaintId));
    const rules = await readDeadlineRules(reader, present);
    const { receivedAt, channel, remedySought, handlerName } = complaint;
    const row = rules.rowFor(complaint);
    const { answer } = deadlinesOf({ receivedAt, row }, standing, rules.ground);
    const asked = standing.askedExtension;
    const { name: branchName, trade, timeZone } = present;
    return {
      text: letterText(templateId, {
        branchName, trade, number: complaintNumber(complaint), channel, receivedOn: businessDateOf(receivedAt, timeZone), classNameZh: (await findClass(reader, complaint.classId))?.nameZh ?? '',
        summary: summaryOf(complaint), remedySought, handlerName, answerDueOn: answer?.lastDay ?? null, pauseReason: pauseRunning(standing)?.reason ?? null,
        extension: asked && { reason: asked.reason, newDay: dayOnceApproved({ receivedAt, row, standing, ground: rules.ground, now: clock.now() }) },
        refusal: refusal ?? null, withdrawal: withdrawal ?? null, writtenOn: businessDateOf(clock.now(), timeZone),
      }),
    };
  }
}
