import type { ConsoleState } from '../../shared/console-session.ts';
import type { ConsoleClient } from '../../shared/headquarters-console.ts';
import type { Watched } from '../hooks/branch-connection.ts';

/** A page's way to headquarters: plain calls over HTTP, the session in a cookie. */
export interface ConsoleConnection {
  client: ConsoleClient;
  /** null until headquarters has answered for the first time */
  state: Watched<ConsoleState | null>;
  /** UTC ms since when calls have found no headquarters; null: the last one did */
  awaySinceAt: Watched<number | null>;
  /** Takes over the standing that a call of `session.*` answered. */
  takeState(state: ConsoleState): void;
  /** Asks for this page's standing. */
  greet(): Promise<void>;
}
