import { ORPCError, type ErrorMap } from '@orpc/contract';
import * as z from 'zod';

/** administrator 管理员 enrols branches and keeps accounts, catalogueKeeper 目录管理员 publishes, supervisor 督办员 follows complaints, auditor 审计员 reads. */
export const headquartersRoles = ['administrator', 'catalogueKeeper', 'supervisor', 'auditor'] as const;
export type HeadquartersRole = (typeof headquartersRoles)[number];

/** Who may call a procedure of headquarters: a branch by its token, or people by role; `staff`: anybody signed in. */
export interface HeadquartersMeta {
  access: 'anyone' | 'branch' | 'staff' | readonly HeadquartersRole[];
  /** Works before a temporary password was changed. */
  beforePasswordChange?: boolean;
}

/** Every refusal of headquarters: a code, and data the words need. */
export const headquartersErrors = {
  NOT_SIGNED_IN: { status: 401 },
  NOT_ALLOWED: { status: 403 },
  WRONG_CREDENTIALS: { status: 401, data: z.object({ attemptsLeft: z.number().int() }) },
  ACCOUNT_LOCKED: { status: 429, data: z.object({ untilAt: z.number().int() }) },
  PASSWORD_TOO_WEAK: { status: 422, data: z.object({ reason: z.enum(['tooShort', 'tooCommon', 'containsLoginName', 'sameAsBefore']) }) },
  LOGIN_NAME_TAKEN: { status: 409 },
  PASSWORD_CHANGE_REQUIRED: { status: 403 },
  ROLES_NOT_SEPARATED: { status: 422 },
  LAST_ADMINISTRATOR: { status: 409 },
  STAFF_NOT_FOUND: { status: 404 },

  // A branch
  CODE_UNKNOWN: { status: 404 },
  CODE_USED: { status: 409 },
  BRANCH_KNOWN: { status: 409 },
  TOKEN_UNKNOWN: { status: 401 },
  BRANCH_NOT_FOUND: { status: 404 },
  BRANCH_REVOKED: { status: 403 },
  BRANCH_FENCED: { status: 409, data: z.object({ epoch: z.number().int(), at: z.number().int() }) },
  PROTOCOL_TOO_OLD: { status: 426, data: z.object({ least: z.number().int() }) },
  HEADQUARTERS_OLDER: { status: 503, data: z.object({ schema: z.number().int() }) },
  SLOW_DOWN: { status: 429, data: z.object({ seconds: z.number().int() }) },

  // A batch
  BATCH_GAP: { status: 409, data: z.object({ expected: z.number().int() }) },
  BATCH_FORKED: { status: 409, data: z.object({ epoch: z.number().int(), at: z.number().int() }) },
  /** seal: unreadable or another branch's · signature · hash · lines: not as the protocol says · size */
  BATCH_REFUSED: { status: 422, data: z.object({ reason: z.enum(['seal', 'signature', 'hash', 'chain', 'lines', 'size', 'encoding']), line: z.number().int().nullable() }) },
  FILE_REFUSED: { status: 422, data: z.object({ reason: z.enum(['name', 'hash', 'size']) }) },
  WITNESS_REFUSED: { status: 409, data: z.object({ reason: z.enum(['notACheckpoint', 'notSigned', 'older', 'fork']) }) },
  TABLE_NOT_FOUND: { status: 404 },

  // The console
  PUBLICATION_NOT_FOUND: { status: 404 },
  PUBLICATION_WRONG: { status: 422, data: z.object({ problems: z.array(z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })) }) },
  PUBLICATION_OVERTAKEN: { status: 409, data: z.object({ byName: z.string(), at: z.number().int() }) },
  EPOCH_NOT_FENCED: { status: 409 },
  LOG_NOT_REFUSED: { status: 409 },
  LOG_REFUSED_AGAIN: { status: 409 },
  NEVER_COMPARED: { status: 409 },
  NOTHING_TO_REPAIR: { status: 409 },
  COMPLAINT_NOT_FOUND: { status: 404 },
  COMPLAINT_MOVED: { status: 409, data: z.object({ byName: z.string().nullable(), at: z.number().int(), state: z.string() }) },
  COMPLAINT_MOVE_REFUSED: { status: 409, data: z.object({ state: z.string(), reason: z.string() }) },
  COMPLAINT_INCOMPLETE: { status: 422, data: z.object({ fields: z.array(z.string()) }) },
  COMPLAINT_CLASS_NOT_FOUND: { status: 404 },
  QUARANTINE_NOT_FOUND: { status: 404 },
  BUNDLE_REFUSED: { status: 422, data: z.object({ reason: z.enum(['notABundle', 'otherBranch', 'signature', 'gap', 'forked']) }) },

  FAULT: { status: 500, data: z.object({ faultId: z.string() }) },
} as const satisfies ErrorMap;

type Errors = typeof headquartersErrors;
export type HeadquartersErrorCode = keyof Errors;
type DataOf<Code extends HeadquartersErrorCode> = Errors[Code] extends { data: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** Refuses what was asked of headquarters. Always throws. */
export function refuseAtHeadquarters<Code extends HeadquartersErrorCode>(code: Code, ...data: DataOf<Code> extends undefined ? [] : [DataOf<Code>]): never {
  throw new ORPCError(code, { status: headquartersErrors[code].status, data: data[0] });
}

/** Whether this is one of the refusals above, and no fault. */
export function isHeadquartersRefusal(error: unknown): error is ORPCError<HeadquartersErrorCode, unknown> {
  return error instanceof ORPCError && error.code !== 'FAULT' && Object.hasOwn(headquartersErrors, error.code);
}
