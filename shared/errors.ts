import { ORPCError, type ErrorMap } from '@orpc/contract';
import * as z from 'zod';
import { deadlineTableProblem } from './deadlines.ts';

const numbers = z.array(z.string());

/**
 * Every refusal a caller of the branch service can meet, with its HTTP status for integrators and the data its message needs.
 * The renderer has a zh-CN and an English text for each code; a test keeps the two lists equal.
 */
export const branchErrors = {
  // Who is calling
  STATION_UNKNOWN: { status: 401 },
  STATION_NOT_A_DESK: { status: 403 },
  INVITATION_INVALID: { status: 401 },
  NOT_SET_UP: { status: 409 },
  ALREADY_SET_UP: { status: 409 },
  NOT_SIGNED_IN: { status: 401 },
  SESSION_LOCKED: { status: 423 },
  ROLE_REQUIRED: { status: 403, data: z.object({ roles: z.array(z.string()) }) },
  WRONG_CREDENTIALS: { status: 401, data: z.object({ attemptsLeft: z.number().int() }) },
  ACCOUNT_LOCKED: { status: 423, data: z.object({ untilAt: z.number().int() }) },
  PASSWORD_CHANGE_REQUIRED: { status: 403 },
  PASSWORD_TOO_WEAK: { status: 422, data: z.object({ reason: z.enum(['tooShort', 'tooCommon', 'containsLoginName', 'sameAsBefore']) }) },
  TOO_MANY_ATTEMPTS: { status: 429, data: z.object({ retryAfterSeconds: z.number().int() }) },

  // Staff
  STAFF_NOT_FOUND: { status: 404 },
  LOGIN_NAME_TAKEN: { status: 409, data: z.object({ loginName: z.string() }) },
  ROLES_CONFLICT: { status: 422, data: z.object({ roles: z.array(z.string()) }) },
  LAST_ADMINISTRATOR: { status: 409 },

  // Queue
  SERVICE_NOT_FOUND: { status: 404 },
  SERVICE_NOT_OFFERED: { status: 409, data: z.object({ opensAt: z.string(), closesAt: z.string() }) },
  SERVICE_IN_USE: { status: 409, data: z.object({ waiting: z.number().int() }) },
  PREFIX_TAKEN: { status: 409, data: z.object({ prefix: z.string() }) },
  WINDOW_NOT_FOUND: { status: 404 },
  WINDOW_NUMBER_TAKEN: { status: 409, data: z.object({ number: z.number().int() }) },
  WINDOW_IN_USE: { status: 409, data: z.object({ number: z.number().int() }) },
  WINDOW_TAKEN: { status: 409, data: z.object({ clerkName: z.string() }) },
  CLERK_AT_OTHER_WINDOW: { status: 409, data: z.object({ windowNumber: z.number().int() }) },
  NOT_YOUR_WINDOW: { status: 403 },
  WINDOW_NOT_OPEN: { status: 409, data: z.object({ state: z.enum(['paused', 'closed']) }) },
  WINDOW_BUSY: { status: 409, data: z.object({ number: z.string() }) },
  TICKET_NOT_FOUND: { status: 404 },
  TICKET_NOT_AT_WINDOW: { status: 409, data: z.object({ number: z.string() }) },
  ILLEGAL_TICKET_CHANGE: { status: 409, data: z.object({ number: z.string(), state: z.string(), change: z.string() }) },
  NO_SHOW_TOO_EARLY: { status: 409, data: z.object({ calls: z.number().int(), needed: z.number().int() }) },
  RECALL_LIMIT: { status: 409, data: z.object({ max: z.number().int() }) },
  REINSTATE_TOO_LATE: { status: 409, data: z.object({ minutes: z.number().int() }) },
  APPOINTMENT_NOT_TODAY: { status: 409 },
  APPOINTMENT_NOT_FOUND: { status: 404 },
  APPOINTMENT_ARRIVED: { status: 409, data: z.object({ number: z.string() }) },
  APPOINTMENT_CANCELLED: { status: 409 },
  APPOINTMENT_OTHER_TIME: { status: 409, data: z.object({ businessDate: z.string(), appointmentAt: z.number().int() }) },
  PLACE_PAST: { status: 422 },
  /** `lastDay`: the last one on which the slip holds */
  PLACE_AFTER_SLIP: { status: 422, data: z.object({ lastDay: z.string() }) },
  /** `hours`: when the hall, or the service, is open on that day */
  PLACE_OUTSIDE_HOURS: { status: 422, data: z.object({ reason: z.enum(['dayOff', 'hall', 'service']), businessDate: z.string(), hours: z.array(z.string()) }) },
  DAY_NOT_YET: { status: 422, data: z.object({ today: z.string() }) },
  DAY_NOT_FROZEN: { status: 409 },
  NOT_A_PDF: { status: 422 },
  NOTHING_TO_CORRECT: { status: 409 },
  BOX_NOT_EMPTIED: { status: 422 },
  DAY_CLOSED: { status: 409, data: z.object({ businessDate: z.string() }) },
  DAY_HAS_OPEN_TICKETS: { status: 409, data: z.object({ numbers }) },

  // Printing
  PRINTER_NOT_FOUND: { status: 404 },
  NO_PRINTER: { status: 409 },
  PAPER_NOT_FOUND: { status: 404 },
  PAPER_UNDER_WAY: { status: 409, data: z.object({ number: z.string() }) },
  PAPER_NOT_FAILED: { status: 409, data: z.object({ number: z.string() }) },
  PAPER_OF_OTHER_STATION: { status: 403 },
  SLIP_EMPTY: { status: 409 },

  // Counter
  VISIT_NOT_FOUND: { status: 404 },
  VISIT_FINISHED: { status: 409 },
  VISIT_ITEM_NOT_FOUND: { status: 404 },
  VISIT_ITEM_REASON_MISSING: { status: 409 },
  VISIT_ITEMS_UNDECIDED: { status: 409, data: z.object({ count: z.number().int() }) },
  BUSINESS_TYPE_NOT_FOUND: { status: 404 },

  // Customers
  CUSTOMER_NOT_FOUND: { status: 404 },
  LEDGER_UNREADABLE: { status: 422, data: z.object({ reason: z.enum(['notASpreadsheet', 'otherFormat', 'encrypted', 'encoding', 'damaged', 'tooManyColumns', 'expandsTooFar']) }) },
  LEDGER_TOO_LARGE: { status: 422, data: z.object({ maxMegabytes: z.number().int(), maxRows: z.number().int() }) },
  LEDGER_EMPTY: { status: 422 },
  LEDGER_MAPPING_INCOMPLETE: { status: 422, data: z.object({ fields: z.array(z.string()) }) },
  IMPORT_NOT_FOUND: { status: 404 },
  IMPORT_ALREADY_RUNNING: { status: 409 },

  // Archive
  CATEGORY_NOT_FOUND: { status: 404 },
  CATEGORY_CODE_TAKEN: { status: 409, data: z.object({ code: z.string() }) },
  CATEGORY_IN_A_CIRCLE: { status: 422 },
  SHELF_NOT_FOUND: { status: 404 },
  SHELF_CODE_TAKEN: { status: 409, data: z.object({ code: z.string() }) },
  LEVEL_NOT_FOUND: { status: 404 },
  LEVEL_RANK_TAKEN: { status: 409, data: z.object({ rank: z.number().int() }) },
  LEVEL_IN_USE: { status: 409, data: z.object({ files: z.number().int() }) },
  LEVEL_STAR_MARK: { status: 422 },
  LEVEL_TERM_MISSING: { status: 422 },
  LEVEL_TERM_TOO_LONG: { status: 422, data: z.object({ months: z.number().int(), latestDay: z.string() }) },
  LEVEL_TERM_ENDED: { status: 409, data: z.object({ endedOn: z.string() }) },
  RETENTION_CLASS_NOT_FOUND: { status: 404 },
  FILE_NOT_FOUND: { status: 404 },
  FILE_NUMBER_TAKEN: { status: 409, data: z.object({ archiveNumber: z.string() }) },
  FILE_DESTROYED: { status: 410, data: z.object({ archiveNumber: z.string() }) },
  FILE_NOT_ON_SHELF: { status: 409, data: z.object({ archiveNumber: z.string(), state: z.string() }) },
  FILE_ON_HOLD: { status: 409, data: z.object({ archiveNumber: z.string() }) },
  FILE_STILL_KEPT: { status: 409, data: z.object({ archiveNumber: z.string(), until: z.string() }) },
  HOLD_NOT_FOUND: { status: 404 },
  HOLD_LIFTED: { status: 409 },

  // Scans
  SCAN_NOT_FOUND: { status: 404 },
  SCAN_REFUSED: { status: 422, data: z.object({ reason: z.enum(['otherType', 'damaged', 'encrypted', 'expandsTooFar', 'tooManyPixels', 'tooManyPages', 'empty']) }) },
  SCAN_TOO_LARGE: { status: 413, data: z.object({ maxMegabytes: z.number().int() }) },
  SCAN_UPLOAD_NOT_FOUND: { status: 404 },
  SCAN_UPLOAD_INCOMPLETE: { status: 409, data: z.object({ receivedBytes: z.number().int() }) },
  SCAN_DAMAGED: { status: 500 },
  BRANCH_KEY_DIFFERS: { status: 503 },

  // Looking
  LOG_UNAVAILABLE: { status: 503 },
  PURPOSE_NOT_FOUND: { status: 404 },
  PURPOSE_CODE_TAKEN: { status: 409, data: z.object({ code: z.string() }) },
  BASIS_NOT_ALLOWED: { status: 422, data: z.object({ bases: z.array(z.string()) }) },
  BASIS_EXPIRED: { status: 409, data: z.object({ validUntil: z.string() }) },
  BASIS_NOT_FOUND: { status: 409 },
  APPROVAL_NEEDED: { status: 403, data: z.object({ count: z.number().int() }) },
  APPROVER_SAME_PERSON: { status: 422, data: z.object({ name: z.string() }) },
  APPROVER_NOT_ALLOWED: { status: 403, data: z.object({ name: z.string() }) },
  LOOK_ENDED: { status: 410 },
  LOOK_DOES_NOT_OPEN: { status: 403, data: z.object({ field: z.string() }) },
  OWN_REVIEW: { status: 403 },
  ALREADY_REVIEWED: { status: 409 },

  // Lending, review, destruction
  DAY_PAST: { status: 422, data: z.object({ today: z.string() }) },
  LOAN_NOT_FOUND: { status: 404 },
  LOAN_RETURNED: { status: 409 },
  LOAN_TOO_LONG: { status: 422, data: z.object({ latestDay: z.string() }) },
  LOAN_RENEWED_ALREADY: { status: 409, data: z.object({ max: z.number().int() }) },
  REVIEW_NOT_FOUND: { status: 404 },
  REVIEW_EXISTS: { status: 409, data: z.object({ quarter: z.string() }) },
  REVIEW_UNFINISHED: { status: 409, data: z.object({ unchecked: z.number().int() }) },
  REVIEW_SIGNED: { status: 409 },
  FILE_ON_OTHER_SHELF: { status: 409, data: z.object({ archiveNumber: z.string(), shelfCode: z.string() }) },
  DESTRUCTION_NOT_FOUND: { status: 404 },
  DESTRUCTION_STEP: { status: 409, data: z.object({ nextStep: z.string() }) },
  DESTRUCTION_NOT_APPROVED: { status: 409 },
  DESTRUCTION_OVER: { status: 409 },

  // Access log
  LOG_DAMAGED: { status: 503, data: z.object({ seq: z.number().int() }) },
  LOG_EXPORT_TOO_LARGE: { status: 422, data: z.object({ maxEntries: z.number().int() }) },
  FLAG_NOT_FOUND: { status: 404 },
  FLAG_OWN_LOOK: { status: 403 },
  FLAG_CLEARED: { status: 409 },

  // Notices
  NOTICE_NOT_FOUND: { status: 404 },
  NOTICE_FROM_HEADQUARTERS: { status: 403 },
  NOTICE_SHOWN: { status: 409 },
  NOTICE_WITHDRAWN: { status: 409 },
  NOTICE_TERM_OVER: { status: 422, data: z.object({ toDate: z.string() }) },

  // Ratings
  STATION_NOT_A_PAD: { status: 403 },
  VISIT_NOT_FINISHED: { status: 409 },
  VISIT_RATED: { status: 409 },
  NOT_YOUR_VISIT: { status: 403 },
  RATING_TOO_LATE: { status: 409, data: z.object({ minutes: z.number().int() }) },
  RATING_NOT_FOUND: { status: 404 },
  RATING_OWN_SERVICE: { status: 403 },
  CALL_BACK_DONE: { status: 409 },

  // Satisfaction
  MEASURE_NOT_FOUND: { status: 404 },
  MEASURE_DONE: { status: 409 },
  MEASURE_NOT_DONE: { status: 409 },
  MEASURE_TOO_EARLY: { status: 409, data: z.object({ fromDate: z.string() }) },
  MEASURE_CHECKED: { status: 409 },

  // Complaints: intake and the guarded path
  COMPLAINT_NOT_FOUND: { status: 404 },
  COMPLAINT_INCOMPLETE: { status: 422, data: z.object({ fields: z.array(z.string()) }) },
  /** somebody moved it meanwhile */
  COMPLAINT_MOVED: { status: 409, data: z.object({ byName: z.string().nullable(), at: z.number().int(), state: z.string() }) },
  COMPLAINT_MOVE_REFUSED: { status: 409, data: z.object({ state: z.string(), reason: z.enum(['wrongState', 'paused', 'notPaused', 'alreadyAsked', 'notAsked']) }) },
  HANDLER_CONCERNED: { status: 409 },
  NOT_YOUR_COMPLAINT: { status: 403 },
  OWN_HANDLING: { status: 409 },
  /** `lastDay`: the last one on which it could be reopened */
  REOPENING_TOO_LATE: { status: 409, data: z.object({ lastDay: z.string() }) },
  RETURNED_TOO_OFTEN: { status: 409, data: z.object({ most: z.number().int() }) },
  EXTENSION_NOT_ALLOWED: { status: 409 },
  EXTENSION_TOO_LATE: { status: 409 },
  HEADQUARTERS_DECIDES: { status: 409 },
  CALL_AGAIN: { status: 409, data: z.object({ missed: z.number().int(), least: z.number().int() }) },
  LETTER_UNFINISHED: { status: 422, data: z.object({ places: z.array(z.string()) }) },

  // Complaints: classes, deadline table, photos
  COMPLAINT_CLASS_NOT_FOUND: { status: 404 },
  COMPLAINT_CLASS_IN_USE: { status: 409, data: z.object({ complaints: z.number().int(), cases: z.number().int(), classes: z.number().int(), deadlineRows: z.number().int() }) },
  COMPLAINT_CLASS_NAME_TAKEN: { status: 409, data: z.object({ nameZh: z.string() }) },
  COMPLAINT_CLASS_MISPLACED: { status: 422, data: z.object({ reason: z.enum(['underItself', 'tooDeep', 'reports']) }) },
  DEADLINE_TABLE_WRONG: { status: 422, data: z.object({ problems: z.array(deadlineTableProblem), hallHours: z.array(z.string()) }) },
  CALENDAR_WRONG: { status: 422, data: z.object({ faults: z.array(z.object({ line: z.number().int(), fault: z.enum(['notADay', 'notAKind', 'noName', 'otherYear', 'twice', 'empty']), text: z.string(), firstLine: z.number().int().optional() })) }) },
  PHOTO_NOT_FOUND: { status: 404 },
  PHOTO_REFUSED: { status: 422, data: z.object({ reason: z.enum(['notAnImage', 'damaged']) }) },
  PHOTO_TOO_LARGE: { status: 413, data: z.object({ megapixels: z.number().int(), mostMegapixels: z.number().int() }) },

  // The case library
  CASE_NOT_FOUND: { status: 404 },
  COMPLAINT_NOT_CLOSED: { status: 409 },
  CASE_NOT_DRAFT: { status: 409 },
  CASE_NOT_IN_REVIEW: { status: 409 },
  CASE_NOT_PUBLISHED: { status: 409 },
  /** somebody else changed its text meanwhile */
  CASE_CHANGED: { status: 409, data: z.object({ byName: z.string(), at: z.number().int() }) },
  CASE_INCOMPLETE: { status: 422, data: z.object({ fields: z.array(z.string()) }) },
  CASE_NAMES_PEOPLE: { status: 409, data: z.object({ fields: z.array(z.string()) }) },
  NOT_YOUR_CASE: { status: 403 },
  OWN_CASE: { status: 403 },

  // The line to headquarters
  SETTING_LOCKED: { status: 403, data: z.object({ setting: z.string() }) },
  NOT_ENROLLED: { status: 409 },
  ADDRESS_WRONG: { status: 422 },
  /** what headquarters said, or why nobody knows what it says */
  ENROLMENT_FAILED: { status: 502, data: z.object({ reason: z.enum(['CODE_UNKNOWN', 'CODE_USED', 'BRANCH_KNOWN', 'BRANCH_REVOKED', 'HEADQUARTERS_OLDER', 'PROTOCOL_TOO_OLD', 'SLOW_DOWN', 'LINE_AWAY', 'OTHER_CERTIFICATE', 'HEADQUARTERS_FAULT']) }) },
  NOT_FENCED: { status: 409 },
  NOT_REBUILDING: { status: 409 },
  RECOVERY_KEY_WRONG: { status: 422 },
  BUNDLE_WRONG: { status: 422, data: z.object({ reason: z.enum(['notABundle', 'otherBranch', 'signature']) }) },

  // The machine
  COMMAND_ID_REUSED: { status: 409 },
  DISK_FULL: { status: 507 },
  DATABASE_READ_ONLY: { status: 503 },
  DATABASE_DAMAGED: { status: 503 },
  FAULT: { status: 500, data: z.object({ faultId: z.string() }) },
} as const satisfies ErrorMap;

export type BranchErrors = typeof branchErrors;
export type ErrorCode = keyof BranchErrors;
type ErrorData<Code extends ErrorCode> = BranchErrors[Code] extends { data: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/**
 * Refuses what was asked, with a code the caller's language has words for. Always throws.
 * Nothing is stored: inside a write job the job's savepoint is rolled back.
 */
export function refuse<Code extends ErrorCode>(
  code: Code,
  ...data: ErrorData<Code> extends undefined ? [] : [ErrorData<Code>]
): never {
  throw new ORPCError(code, { status: branchErrors[code].status, data: data[0] });
}

/** Tells whether `error` is a refusal with one of our codes (and not an unforeseen fault). */
export function isRefusal(error: unknown): error is ORPCError<ErrorCode, unknown> {
  return error instanceof ORPCError && error.code in branchErrors;
}
