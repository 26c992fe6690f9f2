import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { commandId, instant, procedure } from './command.ts';
import { loginName, password } from './staff.ts';

// The line to headquarters as the branch's own people see and keep it.

/** A file that comes from a page is one message: headquarters gives no larger answer, and the rest with the next. */
export const longestAnswerBytes = 1_500_000;

/** Why the line stands still: a code that `sync` texts have words for, since when, and what the words need. */
export const syncTrouble = z.object({ code: z.string(), data: z.unknown(), since: instant });

/** What every page says of the line. */
export const syncState = z.object({
  asOf: instant.describe('when this was so, by the branch’s clock'),
  headquartersName: z.string().nullable().describe('null: this branch is not enrolled'),
  waiting: z.object({ changes: z.number().int(), oldestAt: instant.nullable() }),
  filesWaiting: z.number().int().describe('photos and scans that are on their way, up or back'),
  /** headquarters has everything that was done before; null: nothing yet */
  completeTo: instant.nullable(),
  lastContactAt: instant.nullable(),
  trouble: syncTrouble.nullable(),
  isUnderWay: z.boolean(),
  nextTryAt: instant.nullable(),
});
export type SyncState = z.infer<typeof syncState>;

const sequence = z.number().int();

/** What who looks closer wants to know. Sequences count from the beginning of the epoch. */
export const syncDetails = z.object({
  address: z.string(), headquartersName: z.string(), headquartersPublicKey: z.string(), certificate: z.string().nullable(),
  enrolledAt: instant, epoch: z.number().int(),
  written: sequence, sealed: sequence, received: sequence, durable: sequence, receivedAt: instant.nullable(),
  directive: sequence, newestDirective: sequence,
  takes: z.array(z.object({ number: sequence, kind: z.string(), outcome: z.enum(['taken', 'refused']), code: z.string().nullable(), at: instant })).describe('the newest first'),
  clockOffsetMs: z.number().int().nullable().describe('headquarters’ clock less this machine’s'),
  filesWaiting: z.number().int(),
  compared: z.object({ at: instant, rows: sequence, differing: sequence }).nullable().describe('the newest comparison of the rows on both sides; null: there was none'),
  witnessRefused: z.object({ at: instant, reason: z.string(), size: sequence, witnessed: sequence }).nullable().describe('headquarters does not sign the access log: it is not the one of which it has signed `witnessed` entries'),
  missed: z.array(z.object({ epoch: z.number().int(), from: sequence, to: sequence })),
});
export type SyncDetails = z.infer<typeof syncDetails>;

/** SHA-256 of a certificate as people compare it: `AB:CD:…`. */
export const sha256Fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
export const shownCertificate = z.object({ sha256: sha256Fingerprint, name: z.string(), validUntil: instant, isTrusted: z.boolean().describe('the system’s authorities vouch for it') });

export const headquartersAddress = z.string().trim().max(200);
export const oneTimeCode = z.string().trim().min(16).max(64);
const administrator = { access: ['administrator'] } as const;
const carrier = { access: ['manager', 'administrator'] } as const;

export const syncStateContract = {
  /** Live; for everybody who is signed in. */
  watch: procedure.meta({ access: 'staff' }).output(eventIterator(syncState)),
  /** null: this branch is not enrolled */
  details: procedure.meta({ access: 'staff' }).output(syncDetails.nullable()),
  /** A round at once, for instance when the line is known to be back. Errors: NOT_ENROLLED. */
  tryNow: procedure.meta({ access: 'staff' }).output(z.object({})),
  /** What headquarters' address shows of itself, to be compared by a person; null: no certificate, this very machine. Errors: ADDRESS_WRONG, ENROLMENT_FAILED. */
  lookAt: procedure.meta(administrator).input(z.object({ address: headquartersAddress })).output(z.object({ address: z.string(), certificate: shownCertificate.nullable() })),
  /**
   * Makes the branch known to headquarters by a one-time code. `certificate`: the one that was compared and is the only one taken
   * from now on; null: any that the system's authorities vouch for. Errors: ADDRESS_WRONG, ENROLMENT_FAILED, BRANCH_KEY_DIFFERS.
   */
  enrol: procedure.meta(administrator).input(z.object({ address: headquartersAddress, code: oneTimeCode, certificate: sha256Fingerprint.nullable() }))
    .output(z.object({ headquartersName: z.string() })),
  /**
   * The branch's secret as it is written down, for the day this machine is lost. A manager signs in beside the administrator: with it
   * every scan can be opened. Errors: BRANCH_KEY_DIFFERS, LOG_UNAVAILABLE, WRONG_CREDENTIALS, ACCOUNT_LOCKED, PASSWORD_CHANGE_REQUIRED, APPROVER_NOT_ALLOWED.
   */
  recoveryKey: procedure.meta({ ...administrator, reveals: true }).input(z.object({ manager: z.object({ loginName, password }) })).output(z.object({ recoveryKey: z.string() })),
  /** After an epoch was fenced and the other machine is out of use: this one goes on in an epoch of its own. Errors: NOT_ENROLLED, NOT_FENCED. */
  beginAnew: procedure.meta(administrator).input(z.object({ commandId })).output(z.object({})),
  /** Everything that is not durable at headquarters, in a file to be carried there. Errors: NOT_ENROLLED, LOG_UNAVAILABLE, BRANCH_KEY_DIFFERS. */
  exportBundle: procedure.meta({ ...carrier, reveals: true }).output(z.file()),
  /** The file that headquarters gave back. What it says and was known already changes nothing. Errors: NOT_ENROLLED, BUNDLE_WRONG. */
  importBundle: procedure.meta(carrier).input(z.object({ file: z.file().max(longestAnswerBytes) }))
    .output(z.object({ received: sequence, directives: z.number().int().describe('taken or refused now') })),
};
