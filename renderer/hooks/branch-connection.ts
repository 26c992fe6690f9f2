import type { BranchClient } from '../../shared/branch-contract.ts';
import type { SessionState } from '../../shared/staff.ts';

/** How the line to the branch service is, in the page's eyes. Instants are UTC ms of this machine's clock. */
export type LineState =
  | { kind: 'connecting' }
  | { kind: 'connected' }
  /** just broken: most often back within seconds */
  | { kind: 'reconnecting'; sinceAt: number }
  /** broken for long: somebody should look at it. Tries go on. */
  | { kind: 'lost'; sinceAt: number };

/** A value that changes, in the shape React's useSyncExternalStore asks for. */
export interface Watched<Value> {
  get(): Value;
  subscribe(changed: () => void): () => void;
}

export interface BranchConnection {
  client: BranchClient;
  line: Watched<LineState>;
  /** null until the service has answered for the first time */
  session: Watched<SessionState | null>;
  /** Takes over the standing that a call of `session.*` answered; a token (sign-in) is kept for reconnects and reloads. */
  takeSession(state: SessionState, token?: string): void;
  /** Covers the page at once and locks the session, as soon as the service can be asked. */
  lock(): void;
  /** Redeems a one-time code and keeps the station's token. */
  enrol(code: string): Promise<void>;
  /** Asks the service anew for this page's standing. */
  greetAgain(): Promise<void>;
  /** Tries again now instead of when the pause is over. */
  retryNow(): void;
  close(): void;
}

/**
 * The line broke before the answer came, or was not there in time. Whether the service has done what was asked is
 * not known: only a repeat with the same commandId is safe.
 */
export class LineLostError extends Error {
  override name = 'LineLostError';
}

export function isLineLost(error: unknown): error is LineLostError {
  return error instanceof LineLostError;
}
