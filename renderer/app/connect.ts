import { createORPCClient, type ClientLink, type ClientOptions } from '@orpc/client';
import { ORPCError } from '@orpc/contract';
import type { BranchClient } from '../../shared/branch-contract.ts';
import type { SessionState } from '../../shared/staff.ts';
import type { StationKind } from '../../shared/stations.ts';
import { LineLostError, type BranchConnection, type LineState } from '../hooks/branch-connection.ts';
import { messagePortLines, webSocketLines, type Line, type OpenLine } from './line.ts';
import { browserTokens, type Tokens } from './tokens.ts';
import { watchedValue } from './watched-value.ts';

type NoContext = Record<never, never>;

export interface ConnectionParts {
  openLine: OpenLine;
  tokens: Tokens;
  /** 0..1, for the jitter of the pauses */
  random?: () => number;
  pulseEveryMs?: number;
  /** how long a greeting or a pulse waits for its answer */
  answerWithinMs?: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const LOST_AFTER_MS = 15_000;
/** How long a call waits for the line to come back before it fails. */
const CALL_WAITS_MS = 10_000;
const PULSE_EVERY_MS = 8_000;
const ANSWER_WITHIN_MS = 5_000;
/** After these the standing of this page is not what it believed: ask again. */
const standingChanged = new Set(['SESSION_LOCKED', 'NOT_SIGNED_IN', 'PASSWORD_CHANGE_REQUIRED', 'STATION_UNKNOWN', 'NOT_SET_UP']);

/** Connects this page with its branch: by the desktop application's port, else by WebSocket to the page's own host. */
export function connectToBranch(kind: StationKind): BranchConnection {
  const { protocol, host } = window.location;
  const openLine = window.branchDesk
    ? messagePortLines(window)
    : webSocketLines(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/ws`);
  const connection = connectBy({ openLine, tokens: browserTokens(kind) });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connection.retryNow();
  });
  window.addEventListener('online', connection.retryNow);
  return connection;
}

/** The connection itself, with its surroundings as arguments. */
export function connectBy({ openLine, tokens, random = Math.random, pulseEveryMs = PULSE_EVERY_MS, answerWithinMs = ANSWER_WITHIN_MS }: ConnectionParts): BranchConnection {
  const line = watchedValue<LineState>({ kind: 'connecting' });
  const session = watchedValue<SessionState | null>(null);
  let present: Line | null = null;
  let isClosed = false;
  let tries = 0;
  let awaySinceAt: number | null = null;
  let endPause: (() => void) | null = null;
  /** asked for on this page, not yet done by the service */
  let isLockDue = false;
  const waiting = new Set<(line: Line) => void>();

  const client = createORPCClient<BranchClient>(guardedLink());
  void keepConnected();
  const pulse = setInterval(() => void feelPulse(), pulseEveryMs);

  return {
    client,
    line,
    session,
    takeSession,
    lock,
    enrol,
    greetAgain: async () => greet(await lineReady(undefined)),
    retryNow: () => endPause?.(),
    close() {
      isClosed = true;
      clearInterval(pulse);
      endPause?.();
      present?.close();
    },
  };

  async function keepConnected(): Promise<void> {
    while (!isClosed) {
      let end: () => void = () => undefined;
      const ended = new Promise<void>(resolve => { end = resolve; });
      try {
        const opened = await openLine(() => {
          present = null;
          end();
        });
        // A line on which nobody answers must not hold up the page.
        await withinMs(greet(opened), answerWithinMs, opened.close);
        present = opened;
        tries = 0;
        awaySinceAt = null;
        line.set({ kind: 'connected' });
        for (const goOn of [...waiting]) goOn(opened);
        await ended;
      } catch {
        // Not there yet: the pause below, then again.
      }
      if (isClosed) return;
      awaySinceAt ??= Date.now();
      const isLong = Date.now() - awaySinceAt > LOST_AFTER_MS;
      if (line.get().kind !== 'connecting' || isLong) line.set({ kind: isLong ? 'lost' : 'reconnecting', sinceAt: awaySinceAt });
      await pause();
    }
  }

  /** Says who this page is, before any other call goes out on a new line. */
  async function greet(opened: Line): Promise<void> {
    const direct = createORPCClient<BranchClient>(opened.link);
    const state = await direct.session.hello({ stationToken: tokens.station(), sessionToken: tokens.session() });
    takeSession(isLockDue && state.staff && !state.isLocked ? await direct.session.lock() : state);
    isLockDue = false;
  }

  function lock(): void {
    const state = session.get();
    if (!state?.staff || state.isLocked) return;
    isLockDue = true;
    session.set({ ...state, isLocked: true });
    // On a line that is away the greeting of the next one does it.
    if (present) void greet(present).catch(() => undefined);
  }

  function takeSession(state: SessionState, token?: string): void {
    if (token) tokens.keepSession(token);
    else if (!state.staff) tokens.keepSession(null);
    session.set(state);
  }

  async function enrol(code: string): Promise<void> {
    const { stationToken, state } = await client.session.enrolStation({ code });
    if (state.station) tokens.keepStation(state.station.kind, stationToken);
    takeSession(state);
  }

  /** Doubling pauses with jitter, so that forty stations do not return in one instant. */
  function pause(): Promise<void> {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries++);
    return new Promise(resolve => {
      const timer = setTimeout(end, longest * (0.5 + random() / 2));
      function end() {
        clearTimeout(timer);
        endPause = null;
        resolve();
      }
      endPause = end;
    });
  }

  /** A pulled cable closes no socket for minutes; a call that is not answered tells at once. */
  async function feelPulse(): Promise<void> {
    const felt = present;
    if (!felt) return;
    try {
      await withinMs(createORPCClient<BranchClient>(felt.link).health(), answerWithinMs, felt.close);
    } catch {
      // Either the line just closed, or the service answered with an error: then it is there.
    }
  }

  function lineReady(signal: AbortSignal | undefined): Promise<Line> {
    if (present) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(new LineLostError())), CALL_WAITS_MS);
      const aborted = () => settle(() => reject(signal?.reason));
      const goOn = (ready: Line) => settle(() => resolve(ready));
      function settle(how: () => void) {
        clearTimeout(timer);
        waiting.delete(goOn);
        signal?.removeEventListener('abort', aborted);
        how();
      }
      waiting.add(goOn);
      signal?.addEventListener('abort', aborted);
    });
  }

  /** Calls go out on whatever line is there; what breaks with a line fails as LineLostError. */
  function guardedLink(): ClientLink<NoContext> {
    return {
      async call(path: readonly string[], input: unknown, options: ClientOptions<NoContext>) {
        const used = await lineReady(options.signal);
        try {
          const output = await used.link.call(path, input, options);
          return isStream(output) ? guardedStream(output, options.signal) : output;
        } catch (error) {
          throw inOurWords(error, options.signal);
        }
      },
    };
  }

  async function* guardedStream(stream: AsyncIterable<unknown>, signal: AbortSignal | undefined): AsyncGenerator<unknown> {
    try {
      yield* stream;
    } catch (error) {
      throw inOurWords(error, signal);
    }
  }

  function inOurWords(error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted) return error;
    if (!(error instanceof ORPCError)) return new LineLostError('the line broke', { cause: error });
    if (standingChanged.has(error.code) && present) void greet(present).catch(() => undefined);
    return error;
  }
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

async function withinMs<Value>(work: Promise<Value>, ms: number, otherwise: () => void): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      otherwise();
      reject(new LineLostError('no answer'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
