import * as z from 'zod';
import { commandId, instant, rowId, words } from './command.ts';
import { complaintStep, extensionAnswer, headquartersMoveKinds } from './complaint-steps.ts';
import { complaintState, complaintStory, entrustedForm, listedComplaint, openComplaintStates } from './complaints.ts';
import { consoleProcedure, forSupervisor } from './console-session.ts';

// Complaints of all branches at headquarters: seen as the branches have sent them, supervised 督办, instructed 上级指示, entrusted 交办.
// Personal data are masked, in what people wrote as well.

const readers = { access: ['supervisor', 'auditor'] } as const;
const branchId = z.string().max(60);
const ofBranch = { branchId, branchName: z.string() };

const consoleListedComplaint = listedComplaint.extend(ofBranch);
export type ConsoleListedComplaint = z.infer<typeof consoleListedComplaint>;

/** Whether the branch has a step of headquarters: taken 已取走, waits 未取走, refused 不能执行. */
const delivery = z.object({ state: z.enum(['taken', 'waits', 'refused']), code: z.string().nullable() });

const consoleStep = complaintStep.extend({ delivery: delivery.nullable().describe('null: a step of the branch') });
export type ConsoleStep = z.infer<typeof consoleStep>;

const consoleComplaintStory = consoleListedComplaint.extend({
  timeZone: z.string(),
  form: complaintStory.shape.form.pick({
    channel: true, isAnonymous: true, what: true, where: true, happenedAt: true, remedySought: true, aboutProduct: true,
    maskedName: true, maskedPhone: true, maskedAddress: true, maskedAgentName: true, maskedAccountNumber: true,
  }),
  takenInByName: z.string(),
  steps: z.array(consoleStep),
  /** what a mover sends back as `expectedSteps` */
  stepCount: z.number().int(),
  /** classes that steps name, with those above them: 服务 / 态度 */
  classes: z.array(z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() })),
  moves: z.array(z.enum(headquartersMoveKinds)).describe('what headquarters may do now'),
});
export type ConsoleComplaintStory = z.infer<typeof consoleComplaintStory>;

/** A complaint that was entrusted and that the branch does not have yet, or could not take. */
const entrustedComplaint = z.object({ complaintId: rowId, ...ofBranch, at: instant, byName: z.string(), summary: z.string(), delivery });
export type EntrustedComplaint = z.infer<typeof entrustedComplaint>;

const classChoice = z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string(), isActive: z.boolean(), isDivided: z.boolean() });
export type ClassChoice = z.infer<typeof classChoice>;

/** `expectedSteps`: how many steps its caller has seen. When somebody moved meanwhile it is refused with COMPLAINT_MOVED and nothing is lost. */
const move = { commandId, branchId, complaintId: rowId, expectedSteps: z.number().int().min(1) };

export const consoleComplaintsContract = {
  /** Open ones by what is due first, ended ones by their end; 50 a page, `cursor` from the last answer. `counts` are of all open ones that `branchId` leaves. */
  list: consoleProcedure.meta(readers)
    .input(z.object({
      which: z.enum(['open', 'overdue', 'ended']), branchId: branchId.nullable(), state: complaintState.nullable(), classId: rowId.nullable(), leastSeverity: z.number().int().min(1).max(9),
      number: z.string().trim().max(20).describe('T2026-0012, of whichever branch; empty: every number'), cursor: z.string().max(160).nullable(),
    }))
    .output(z.object({ complaints: z.array(consoleListedComplaint), nextCursor: z.string().nullable(), counts: z.record(z.enum(openComplaintStates), z.number().int()), overdue: z.number().int() })),
  /** Errors: COMPLAINT_NOT_FOUND. */
  one: consoleProcedure.meta(readers).input(z.object({ branchId, complaintId: rowId })).output(consoleComplaintStory),
  /** The classes of one branch, or with null those published to all. */
  classes: consoleProcedure.meta(readers).input(z.object({ branchId: branchId.nullable() })).output(z.array(classChoice)),
  /** Entrusted ones that no branch has yet, the oldest first; at most 100. */
  entrusted: consoleProcedure.meta(readers).output(z.array(entrustedComplaint)),

  // Each adds one step of headquarters and gives it to the branch. Errors: COMPLAINT_NOT_FOUND, COMPLAINT_MOVED, COMPLAINT_MOVE_REFUSED, BRANCH_REVOKED.
  supervise: consoleProcedure.meta(forSupervisor).input(z.object({ ...move, words: words(1000) })).output(consoleComplaintStory),
  instruct: consoleProcedure.meta(forSupervisor).input(z.object({ ...move, words: words(2000) })).output(consoleComplaintStory),
  /** Of more time that the deadline table leaves to headquarters. COMPLAINT_MOVE_REFUSED also where it came too late to be allowed. */
  decideExtension: consoleProcedure.meta(forSupervisor).input(z.object({ ...move, ...extensionAnswer.shape })).output(consoleComplaintStory),

  /** Gives a branch a complaint that headquarters took in; `commandId` becomes its id. Errors: BRANCH_NOT_FOUND, BRANCH_REVOKED, COMPLAINT_INCOMPLETE, COMPLAINT_CLASS_NOT_FOUND. */
  entrust: consoleProcedure.meta(forSupervisor).input(z.object({ commandId, branchId, source: z.string().trim().max(80), words: z.string().trim().max(1000), form: entrustedForm })).output(z.object({ complaintId: rowId })),
};
