import { implement } from '@orpc/server';
import { consoleComplaintsContract } from '../../shared/console-complaints.ts';
import type { ConsoleInputs, ConsoleOutputs } from '../../shared/headquarters-console.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { staffOf, type HeadquartersCaller } from './caller.ts';
import { asChoices, knownClasses, withBelow } from './complaint-classes-store.ts';
import { countComplaints, listComplaints } from './console-complaint-list-store.ts';
import { complaintMoves } from './console-complaint-moves-api.ts';
import { findComplaint, storyOf } from './console-complaint-story-store.ts';
import { waitingEntrusted } from './entrusted-complaints-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

type Inputs = ConsoleInputs['complaints'];
type Outputs = ConsoleOutputs['complaints'];

/** Complaints of all branches: read, supervised, instructed, entrusted. */
export function consoleComplaintsApi(parts: HeadquartersParts) {
  const { database: { queries }, clock } = parts;
  const contract = implement(consoleComplaintsContract).$context<HeadquartersCaller>();
  const moves = complaintMoves(parts);

  return {
    list: contract.list.handler(({ input }) => list(input)),
    one: contract.one.handler(({ input }) => one(input)),
    classes: contract.classes.handler(async ({ input }) => asChoices(await knownClasses(queries, input.branchId))),
    entrusted: contract.entrusted.handler(() => waitingEntrusted(queries)),
    supervise: contract.supervise.handler(({ input, context }) => moves.supervise(input, staffOf(context))),
    instruct: contract.instruct.handler(({ input, context }) => moves.instruct(input, staffOf(context))),
    decideExtension: contract.decideExtension.handler(({ input, context }) => moves.decideExtension(input, staffOf(context))),
    entrust: contract.entrust.handler(({ input, context }) => moves.entrust(input, staffOf(context))),
  };

  async function list({ classId, ...asked }: Inputs['list']): Promise<Outputs['list']> {
    const now = clock.now();
    const classIds = classId === null ? null : withBelow(await knownClasses(queries, asked.branchId), classId);
    const [page, counts] = await Promise.all([listComplaints(queries, { ...asked, classIds }, now), countComplaints(queries, asked.branchId, now)]);
    return { ...page, ...counts };
  }

  async function one({ branchId, complaintId }: Inputs['one']): Promise<Outputs['one']> {
    const found = await findComplaint(queries, branchId, complaintId) ?? refuseAtHeadquarters('COMPLAINT_NOT_FOUND');
    return storyOf(queries, found, clock.now());
  }
}
