import { ORPCError, type ErrorMap } from '@orpc/contract';
import * as z from 'zod';

const numbers = z.array(z.string());

/**
 * Every refusal a caller of the branch service can meet, with the data its message needs.
 * The renderer has a zh-CN and an English text for each code; a test keeps the two lists equal.
 */
export const branchErrors = {
  // Who is calling
  STATION_UNKNOWN: {},
  STATION_NOT_A_DESK: {},
  INVITATION_INVALID: {},
  NOT_SET_UP: {},
  ALREADY_SET_UP: {},
  NOT_SIGNED_IN: {},
  SESSION_LOCKED: {},
  ROLE_REQUIRED: { data: z.object({ roles: z.array(z.string()) }) },
  WRONG_CREDENTIALS: { data: z.object({ attemptsLeft: z.number().int() }) },
  ACCOUNT_LOCKED: { data: z.object({ untilAt: z.number().int() }) },
  PASSWORD_CHANGE_REQUIRED: {},
  PASSWORD_TOO_WEAK: { data: z.object({ reason: z.enum(['tooShort', 'tooCommon', 'containsLoginName', 'sameAsBefore']) }) },
  TOO_MANY_ATTEMPTS: { data: z.object({ retryAfterSeconds: z.number().int() }) },

  // Staff
  STAFF_NOT_FOUND: {},
  LOGIN_NAME_TAKEN: { data: z.object({ loginName: z.string() }) },
  ROLES_CONFLICT: { data: z.object({ roles: z.array(z.string()) }) },
  LAST_ADMINISTRATOR: {},

  // Queue
  SERVICE_NOT_FOUND: {},
  SERVICE_NOT_OFFERED: { data: z.object({ opensAt: z.string(), closesAt: z.string() }) },
  SERVICE_IN_USE: { data: z.object({ waiting: z.number().int() }) },
  PREFIX_TAKEN: { data: z.object({ prefix: z.string() }) },
  WINDOW_NOT_FOUND: {},
  WINDOW_NUMBER_TAKEN: { data: z.object({ number: z.number().int() }) },
  WINDOW_IN_USE: { data: z.object({ number: z.number().int() }) },
  WINDOW_TAKEN: { data: z.object({ clerkName: z.string() }) },
  CLERK_AT_OTHER_WINDOW: { data: z.object({ windowNumber: z.number().int() }) },
  NOT_YOUR_WINDOW: {},
  WINDOW_NOT_OPEN: { data: z.object({ state: z.enum(['paused', 'closed']) }) },
  WINDOW_BUSY: { data: z.object({ number: z.string() }) },
  TICKET_NOT_FOUND: {},
  TICKET_NOT_AT_WINDOW: { data: z.object({ number: z.string() }) },
  ILLEGAL_TICKET_CHANGE: { data: z.object({ number: z.string(), state: z.string(), change: z.string() }) },
  NO_SHOW_TOO_EARLY: { data: z.object({ calls: z.number().int(), needed: z.number().int() }) },
  RECALL_LIMIT: { data: z.object({ max: z.number().int() }) },
  REINSTATE_TOO_LATE: { data: z.object({ minutes: z.number().int() }) },
  APPOINTMENT_NOT_TODAY: {},
  DAY_CLOSED: { data: z.object({ businessDate: z.string() }) },
  DAY_HAS_OPEN_TICKETS: { data: z.object({ numbers }) },

  // Counter
  VISIT_NOT_FOUND: {},
  VISIT_FINISHED: {},
  VISIT_ITEM_NOT_FOUND: {},
  VISIT_ITEM_REASON_MISSING: {},
  VISIT_ITEMS_UNDECIDED: { data: z.object({ count: z.number().int() }) },
  BUSINESS_TYPE_NOT_FOUND: {},

  // Customers
  CUSTOMER_NOT_FOUND: {},
  LEDGER_UNREADABLE: { data: z.object({ reason: z.enum(['notASpreadsheet', 'otherFormat', 'encrypted', 'encoding', 'damaged', 'tooManyColumns', 'expandsTooFar']) }) },
  LEDGER_TOO_LARGE: { data: z.object({ maxMegabytes: z.number().int(), maxRows: z.number().int() }) },
  LEDGER_EMPTY: {},
  LEDGER_MAPPING_INCOMPLETE: { data: z.object({ fields: z.array(z.string()) }) },
  IMPORT_NOT_FOUND: {},
  IMPORT_ALREADY_RUNNING: {},

  // The machine
  COMMAND_ID_REUSED: {},
  DISK_FULL: {},
  DATABASE_READ_ONLY: {},
  DATABASE_DAMAGED: {},
  FAULT: { data: z.object({ faultId: z.string() }) },
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
  throw new ORPCError(code, { data: data[0] });
}

/** Tells whether `error` is a refusal with one of our codes (and not an unforeseen fault). */
export function isRefusal(error: unknown): error is ORPCError<ErrorCode, unknown> {
  return error instanceof ORPCError && error.code in branchErrors;
}
