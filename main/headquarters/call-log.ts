import { ORPCError } from '@orpc/server';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { isHeadquartersRefusal } from '../../shared/headquarters-errors.ts';
import type { HeadquartersCaller } from './caller.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

interface Call { context: HeadquartersCaller; path: readonly string[]; next(): Promise<unknown> }

/**
 * Around every call: one log line with what was called, by which branch or staff id, how it ended and how long it took; a fault
 * nobody foresaw is logged whole under an id, and the caller is told that id and nothing else.
 */
export function logCalls(parts: Pick<HeadquartersParts, 'log' | 'metrics'>) {
  return async ({ context, path, next }: Call): Promise<unknown> => {
    const startedAt = performance.now();
    const call = path.join('.');
    const end = (outcome: string) => {
      const milliseconds = performance.now() - startedAt;
      parts.metrics.callSeconds.observe({ call }, milliseconds / 1000);
      return { call, outcome, milliseconds: Math.round(milliseconds), branch: context.branch?.branchId, staff: context.staff?.staffId };
    };
    try {
      const answer = await next();
      parts.log.info(end('ok'));
      return answer;
    } catch (error) {
      throw asTold(parts, error, end);
    }
  };
}

/** The error as its caller is told it, counted and logged. Refusals go as they are; of a fault only its id is told. */
export function asTold({ log, metrics }: Pick<HeadquartersParts, 'log' | 'metrics'>, error: unknown, line: (outcome: string) => object): ORPCError<string, unknown> {
  if (isHeadquartersRefusal(error) || (error instanceof ORPCError && error.code === 'BAD_REQUEST')) {
    metrics.refusals.inc({ code: error.code });
    log.info(line(error.code));
    return error;
  }
  const faultId = uuidv7();
  metrics.faults.inc();
  log.error({ ...line('FAULT'), faultId, error: describeFault(error) });
  return new ORPCError('FAULT', { status: 500, data: { faultId }, defined: true });
}

/** Name, message and stack. What PostgreSQL says of an error holds values of rows, so only its code is told. */
export function describeFault(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'no error was thrown, but something else' };
  const cause = error.cause instanceof Error ? describeFault(error.cause) : undefined;
  // drizzle puts the parameters of a failed query into its message.
  const message = error instanceof pg.DatabaseError ? `PostgreSQL ${error.code} in ${error.routine}` : String(error.message.split('\nparams:')[0]);
  return { name: error.name, message, stack: error.stack?.replace(error.message, () => message), cause };
}
