import { ORPCError } from '@orpc/server';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { isRefusal } from '../../shared/errors.ts';
import type { Caller } from './caller.ts';

interface Call { context: Caller; path: readonly string[]; next(): Promise<unknown> }

/**
 * Around every call: one log line with what was called, by which station and staff id, how it ended and how long it took.
 * A fault nobody foresaw is logged whole under an id, and the caller is told that id and nothing else.
 */
export function logCalls(log: Logger) {
  return async ({ context, path, next }: Call): Promise<unknown> => {
    const startedAt = performance.now();
    const line = (outcome: string) => ({
      call: path.join('.'), outcome, milliseconds: Math.round(performance.now() - startedAt),
      station: context.connection.station?.id, staff: context.connection.session?.staffId,
    });
    try {
      const answer = await next();
      log.info(line('ok'));
      return answer;
    } catch (error) {
      if (isRefusal(error)) {
        log.info(line(error.code));
        throw error;
      }
      // Input that does not fit the contract: the issues name fields, not what was typed.
      if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
        log.warn(line('BAD_REQUEST'));
        throw error;
      }
      const faultId = uuidv7();
      log.error({ ...line('FAULT'), faultId, error: describeFault(error) });
      throw new ORPCError('FAULT', { status: 500, data: { faultId }, defined: true });
    }
  };
}

/** Name, message and stack, without the values a driver or a schema may have attached. */
function describeFault(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, message: error.message, stack: error.stack, cause: error.cause instanceof Error ? error.cause.message : undefined };
}
