import { refuse } from '../../shared/errors.ts';

/**
 * What SQLite answered when it did not do what it was asked. `code` is SQLite's own (`SQLITE_CONSTRAINT`, `SQLITE_FULL`, …).
 * It never carries the statement's values: they may be personal data.
 */
export class SqliteFault extends Error {
  override readonly name = 'SqliteFault';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Makes one of `error`, which the sqlite3 binding handed to a callback. */
export function sqliteFaultOf(error: Error & { code?: string }): SqliteFault {
  return new SqliteFault(error.code ?? 'SQLITE_ERROR', error.message);
}

/**
 * Tells whether a statement was refused by a unique index, a primary key, a foreign key, a check or a `not null`.
 * `columns` asks for one of them, as SQLite writes it: `windows.clerkId`, `window_services.windowId, window_services.serviceId`.
 */
export function isConstraintFault(error: unknown, columns?: string): boolean {
  return error instanceof SqliteFault && error.code === 'SQLITE_CONSTRAINT'
    && (columns === undefined || error.message.endsWith(`: ${columns}`));
}

// Faults of a statement alone. After any other one SQLite may have rolled the whole transaction back by itself,
// and what follows would run, and commit, outside of it.
const statementFaults = new Set(['SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'SQLITE_MISMATCH', 'SQLITE_RANGE', 'SQLITE_TOOBIG']);

/** Tells whether the transaction may be gone after this fault, so that nothing more may run in it. */
export function endsTransaction(error: unknown): boolean {
  return error instanceof SqliteFault && !statementFaults.has(error.code);
}

/** Tells whether the file itself is broken or is no SQLite database. */
export function isDamage(error: unknown): boolean {
  return error instanceof SqliteFault && (error.code === 'SQLITE_CORRUPT' || error.code === 'SQLITE_NOTADB');
}

/** Throws what a caller of the database is to see: a refusal for faults of the disk, else `error` itself. */
export function throwForCaller(error: unknown): never {
  if (!(error instanceof SqliteFault)) throw error;
  switch (error.code) {
    case 'SQLITE_FULL': return refuse('DISK_FULL');
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN': return refuse('DATABASE_READ_ONLY');
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB': return refuse('DATABASE_DAMAGED');
    default: throw error;
  }
}
