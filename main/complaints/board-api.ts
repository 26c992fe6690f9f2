import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { complaintNumber } from '../../shared/complaint-number.ts';
import { implement } from '@orpc/server';
import { boardColumnLength, complaintStates, complaintsContract, openComplaintStates, type ComplaintStory } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { staffOf, type Caller } from '../branch/caller.ts';
import type { Queries } from '../database/database.ts';
import { listActiveStaff } from '../staff/staff-store.ts';
import { complaintsOfCustomer, countBoard, readBoard, readColumn, type BoardPlace, type BoardQuery } from './board-store.ts';
import { explainDue } from './complaint-due.ts';
import { mayHandle, moveLimits, possibleMoves } from './complaint-movers.ts';
import { follow } from './complaint-path.ts';
import { asListed, readStory } from './complaint-story-store.ts';
import { findComplaint, findComplaintByNumber, readSteps } from './complaints-store.ts';
import { readDeadlineRules } from './deadline-ground-store.ts';

type Inputs = BranchInputs['complaints'];
type Outputs = BranchOutputs['complaints'];
const takers = ['clerk', 'archivist', 'manager'] as const;

/** Complaints read: the board, one as a story, why a deadline falls when it falls, and whom it is about. */
export function boardApi({ database, clock, branch }: BranchParts) {
  const contract = implement(complaintsContract).$context<Caller>();
  return {
    board: contract.board.handler(call => database.read(reader => board(reader, call.context, call.input))),
    boardColumns: contract.boardColumns.handler(call => database.read(reader => boardColumns(reader, call.context, call.input))),
    story: contract.story.handler(call => database.read(reader => story(reader, call.context, call.input.complaintId))),
    people: contract.people.handler(() => database.read(async reader => (await listActiveStaff(reader)).map(({ id, name, roles }) => ({ id, name, mayHandle: mayHandle(roles) })))),
    byNumber: contract.byNumber.handler(call => database.read(async reader => {
      const found = await findComplaintByNumber(reader, call.input.number);
      return (await asListed(reader, found ? [found] : [], clock.now()))[0] ?? null;
    })),
    ofCustomer: contract.ofCustomer.handler(call => database.read(async reader => asListed(reader, await complaintsOfCustomer(reader, call.input.customerId), clock.now()))),
    explain: contract.explain.handler(call => database.read(reader => explain(reader, call.input))),
    reveal: contract.reveal.handler(call => reveal(call.context, call.input)),
  };

  async function board(reader: Queries, caller: Caller, { which, state, words = '', cursor }: Inputs['board']): Promise<Outputs['board']> {
    const who = readerOf(caller);
    const { found, next } = await readBoard(reader, { which, state, words, after: placeOf(cursor), ...who });
    return { complaints: await asListed(reader, found, who.now), nextCursor: next && `${next.order}:${next.id}`, ...await counts(reader, who) };
  }

  async function boardColumns(reader: Queries, caller: Caller, { which, words = '' }: Inputs['boardColumns']): Promise<Outputs['boardColumns']> {
    const who = readerOf(caller);
    const columns: Partial<Outputs['boardColumns']['columns']> = {};
    for (const state of openComplaintStates) {
      const { found, total } = await readColumn(reader, { which, state, words, ...who }, boardColumnLength);
      columns[state] = { complaints: await asListed(reader, found, who.now), total };
    }
    return { columns: columns as Outputs['boardColumns']['columns'], ...await counts(reader, who) };
  }

  function readerOf(caller: Caller): Pick<BoardQuery, 'reader' | 'now'> {
    const { staffId, roles } = staffOf(caller);
    return { reader: { staffId, isManager: roles.includes('manager') }, now: clock.now() };
  }

  async function counts(reader: Queries, who: Pick<BoardQuery, 'reader' | 'now'>): Promise<Pick<Outputs['board'], 'counts' | 'overdue' | 'mine'>> {
    const { byState, overdue, mine } = await countBoard(reader, who);
    return { counts: Object.fromEntries(complaintStates.map(each => [each, byState.get(each) ?? 0])) as Outputs['board']['counts'], overdue, mine };
  }

  async function story(reader: Queries, caller: Caller, complaintId: string): Promise<ComplaintStory> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const complaint = await findComplaint(reader, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
    const [rules, now] = [await readDeadlineRules(reader, present), clock.now()];
    return readStory(reader, complaint, { rules, now, movesOf: standing => possibleMoves(staffOf(caller), complaint, standing, moveLimits(present, now)) });
  }

  async function explain(reader: Queries, { complaintId, kind }: Inputs['explain']): Promise<Outputs['explain']> {
    const complaint = await findComplaint(reader, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
    const rules = await readDeadlineRules(reader, branch() ?? refuse('NOT_SET_UP'));
    const row = rules.rowFor(complaint);
    const { standing } = follow(await readSteps(reader, complaintId));
    const { sourceZh, sourceEn } = row;
    return { ...explainDue(kind, { receivedAt: complaint.receivedAt, row }, standing, rules.ground) ?? { deadline: null, lines: [] }, sourceZh, sourceEn };
  }

  /** In full, after its entry. Errors: COMPLAINT_NOT_FOUND, HANDLER_CONCERNED, NOT_YOUR_COMPLAINT, LOG_UNAVAILABLE. */
  async function reveal(caller: Caller, { complaintId, why }: Inputs['reveal']): Promise<Outputs['reveal']> {
    const { staffId, roles } = staffOf(caller);
    return logThenReveal(database, async tx => {
      const found = await findComplaint(tx, complaintId) ?? refuse('COMPLAINT_NOT_FOUND');
      if (found.aboutStaffIds.includes(staffId)) refuse('HANDLER_CONCERNED');
      // Whoever calls back is neither handler nor intake: the call-back is a reason of its own, once there is an answer.
      const isCallingBack = why === 'callBack' && found.state === 'answered';
      if (found.handlerId !== staffId && found.takenInBy !== staffId && !roles.includes('manager') && !isCallingBack) refuse('NOT_YOUR_COMPLAINT');
      const seq = await appendCallersEntry(tx, caller, {
        action: 'unmask', as: takers, at: clock.now(), customerId: found.customerId, purpose: 'complaint', basis: { kind: 'complaint', id: complaintId },
        fields: ['name', 'phone', 'address', 'accountNumber'], detail: { basisWords: complaintNumber(found), facts: { why } },
      });
      return { seq, found };
    }, async (_reader, { seq }, { complainantName, complainantPhone, address, agentName, accountNumber }) => ({ complainantName, complainantPhone, address, agentName, accountNumber, logSeq: seq }));
  }
}

/** A cursor made by `board`; anything else begins at the beginning. */
function placeOf(cursor: string | undefined): BoardPlace | null {
  const [, order, id] = /^(\d{1,16}):([0-9a-f-]{36})$/.exec(cursor ?? '') ?? [];
  return order && id ? { order: Number(order), id } : null;
}
