/** Why the headquarters service could not start. The words for people are made elsewhere, from code and details. */
export class HeadquartersStartFault extends Error {
  override readonly name = 'HeadquartersStartFault';
  readonly code: HeadquartersStartFaultCode;
  /** paths, addresses and numbers the words need; never a password */
  readonly details: Record<string, string>;

  constructor(code: HeadquartersStartFaultCode, details: Record<string, string> = {}, cause?: unknown) {
    super(`the headquarters service cannot start: ${code}`, { cause });
    this.code = code;
    this.details = details;
  }
}

export type HeadquartersStartFaultCode =
  | 'FOLDER_READ_ONLY'
  | 'ALREADY_RUNNING'
  | 'PORT_IN_USE'
  | 'DATABASE_NOT_REACHED'
  | 'DATABASE_TOO_OLD'
  | 'SCHEMA_TOO_NEW'
  | 'SCHEMA_DIFFERS'
  | 'POSTGRES_NOT_HERE'
  | 'POSTGRES_FAILED'
  | 'POSTGRES_NO_USER'
  | 'POSTGRES_CANNOT_ENTER'
  | 'TLS_UNREADABLE'
  | 'KEY_ELSEWHERE';
