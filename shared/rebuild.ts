import * as z from 'zod';
import { commandId, instant, procedure, rowId } from './command.ts';
import { headquartersAddress, oneTimeCode, shownCertificate, sha256Fingerprint } from './sync-state.ts';
import { password } from './staff.ts';

// A new machine takes the place of a lost one: what the first page asks of it while it is no branch yet.

/** How far it is. Rows are counted as headquarters counts them. */
export const rebuildState = z.object({
  branchName: z.string(), headquartersName: z.string(),
  rowsHere: z.number().int(), rows: z.number().int().nullable().describe('null: headquarters was not asked yet'),
  heldChanges: z.number().int().describe('held in quarantine at headquarters: they do not come along'),
  isUnderWay: z.boolean(),
  trouble: z.string().nullable().describe('a code that texts have words for'),
  nextTryAt: instant.nullable(),
  /** once every row is here; null before */
  complete: z.object({
    administrators: z.array(z.object({ staffId: rowId, loginName: z.string(), name: z.string() })),
    /** the access log against what headquarters last signed: fits · shorter: entries were lost with the machine · differs: it is another log */
    accessLog: z.enum(['fits', 'shorter', 'differs']),
  }).nullable(),
});
export type RebuildState = z.infer<typeof rebuildState>;

export const rebuildContract = {
  /** Null: this machine is not taking anybody's place. */
  state: procedure.meta({ access: 'station' }).output(rebuildState.nullable()),
  /** As `sync.lookAt`, before there is anybody to sign in. Errors: ALREADY_SET_UP, STATION_NOT_A_DESK, ADDRESS_WRONG, ENROLMENT_FAILED. */
  lookAt: procedure.meta({ access: 'station' }).input(z.object({ address: headquartersAddress })).output(z.object({ address: z.string(), certificate: shownCertificate.nullable() })),
  /**
   * Takes the place of the branch that headquarters' code names, and begins to fetch. Errors: ALREADY_SET_UP, STATION_NOT_A_DESK,
   * ADDRESS_WRONG, ENROLMENT_FAILED, RECOVERY_KEY_WRONG, BRANCH_KEY_DIFFERS. `recoveryKey`: the lost machine's, which opens its scans; null: they stay closed.
   */
  begin: procedure.meta({ access: 'station' })
    .input(z.object({ address: headquartersAddress, code: oneTimeCode, certificate: sha256Fingerprint.nullable(), recoveryKey: z.string().trim().max(120).nullable() })).output(z.object({ branchName: z.string() })),
  /** Goes on at once after the line was cut. Errors: STATION_NOT_A_DESK, NOT_REBUILDING. */
  goOn: procedure.meta({ access: 'station' }).output(z.object({})),
  /**
   * Opens the branch: one administrator gets a password, and gives everybody else theirs, since passwords never left the lost machine.
   * Errors: STATION_NOT_A_DESK, NOT_REBUILDING (also while rows are missing), STAFF_NOT_FOUND, PASSWORD_TOO_WEAK.
   */
  open: procedure.meta({ access: 'station' }).input(z.object({ commandId, staffId: rowId, password })).output(z.object({ branchName: z.string() })),
};
