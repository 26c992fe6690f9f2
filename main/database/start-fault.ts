/** Why the branch service could not start. The words for people are made elsewhere, from code and details. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
  readonly code: StartFaultCode;
  /** paths and numbers the words need: `folder`, `file`, `setAside`, `port` */
  readonly details: Record<string, string>;

  constructor(code: StartFaultCode, details: Record<string, string> = {}, cause?: unknown) {
    super(`the branch service cannot start: ${code}`, { cause });
    this.code = code;
    this.details = details;
  }
}

export type StartFaultCode =
  | 'FOLDER_READ_ONLY'
  | 'DISK_FULL'
  | 'ALREADY_RUNNING'
  | 'PORT_IN_USE'
  | 'DATABASE_DAMAGED'
  | 'SCHEMA_TOO_NEW'
  | 'SCHEMA_DIFFERS'
  | 'NOT_OUR_DATABASE';
