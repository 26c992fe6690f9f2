import { createORPCClient, type ClientLink, type ClientOptions } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { ORPCError } from '@orpc/contract';
import { consoleMark, consolePath, type ConsoleClient } from '../../../shared/headquarters-console.ts';
import type { ConsoleState } from '../../../shared/console-session.ts';
import type { ConsoleConnection } from '../../headquarters/console-connection.ts';
import { LineLostError } from '../../hooks/branch-connection.ts';
import { watchedValue } from '../watched-value.ts';

type NoContext = Record<never, never>;

/** After these the standing of this page is not what it believed: ask again. */
const standingChanged = new Set(['NOT_SIGNED_IN', 'PASSWORD_CHANGE_REQUIRED']);
const answerWithinMs = 20_000;

/** Connects the console with the headquarters service that served this page. */
export function connectToHeadquarters(address = new URL(consolePath, window.location.href).href): ConsoleConnection {
  const state = watchedValue<ConsoleState | null>(null);
  const awaySinceAt = watchedValue<number | null>(null);
  // The cookie goes along by itself; the mark tells the service that a page of its own sends it.
  const link = new RPCLink<NoContext>({ url: address, headers: consoleMark });
  const client = createORPCClient<ConsoleClient>(guardedLink());
  return { client, state, awaySinceAt, takeState: state.set, greet };

  async function greet(): Promise<void> {
    state.set(await client.session.hello());
  }

  /** A call that finds nobody fails as a lost line, which commands repeat and pages wait for. */
  function guardedLink(): ClientLink<NoContext> {
    return {
      async call(path: readonly string[], input: unknown, options: ClientOptions<NoContext>) {
        const signal = AbortSignal.any([AbortSignal.timeout(answerWithinMs), ...options.signal ? [options.signal] : []]);
        try {
          const output = await link.call(path, input, { ...options, signal });
          if (awaySinceAt.get() !== null) awaySinceAt.set(null);
          return output;
        } catch (error) {
          if (options.signal?.aborted) throw error;
          if (!(error instanceof ORPCError) || error.status === 502 || error.status === 504) {
            awaySinceAt.set(awaySinceAt.get() ?? Date.now());
            throw new LineLostError('headquarters did not answer', { cause: error });
          }
          if (awaySinceAt.get() !== null) awaySinceAt.set(null);
          if (standingChanged.has(error.code)) void greet().catch(() => undefined);
          throw error;
        }
      },
    };
  }
}
