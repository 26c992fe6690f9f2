import type { Delivery } from '../../shared/queue.ts';

export type CallOutcome = 'shown' | 'spoken' | 'speechFailed';

/** A display that is connected gets so long to show a call before the clerk is told that it did not. */
export const showWithinMs = 3_000;
/** Calls kept in memory; older ones matter to nobody. */
const mostCallsKept = 200;

interface KnownCall {
  calledAt: number;
  shownAt: number | null;
  spokenAt: number | null;
  speechFailed: boolean;
}

/** Who shows calls now and what became of each: in memory, because it is true only while the connections live. */
export class CallDelivery {
  readonly #watching = new Map<string, number>();
  readonly #displays = new Set<string>();
  readonly #calls = new Map<string, KnownCall>();

  /** A connection watches the hall; `isDisplay` when its station is one for the hall. Returns how to end it. */
  watch(connectionId: string, isDisplay: boolean): () => void {
    this.#watching.set(connectionId, (this.#watching.get(connectionId) ?? 0) + 1);
    if (isDisplay) this.#displays.add(connectionId);
    return () => {
      const left = (this.#watching.get(connectionId) ?? 1) - 1;
      if (left > 0) this.#watching.set(connectionId, left);
      else {
        this.#watching.delete(connectionId);
        this.#displays.delete(connectionId);
      }
    };
  }

  /** A call went out, or is known from before a restart. */
  expect(eventId: string, calledAt: number): void {
    if (this.#calls.has(eventId)) return;
    this.#calls.set(eventId, { calledAt, shownAt: null, spokenAt: null, speechFailed: false });
    const oldest = this.#calls.keys().next();
    if (this.#calls.size > mostCallsKept && !oldest.done) this.#calls.delete(oldest.value);
  }

  /**
   * A connection tells what became of a call. Whoever tells so while watching is a display, also where the station is a desk
   * with a second screen. `isKnown`: such a call is remembered; `isNews`: it changed what the clerk sees.
   */
  acknowledge(connectionId: string, eventId: string, outcome: CallOutcome, nowMs: number): { isKnown: boolean; isNews: boolean } {
    const call = this.#calls.get(eventId);
    if (!call) return { isKnown: false, isNews: false };
    const wasDisplay = this.#displays.has(connectionId);
    if (this.#watching.has(connectionId)) this.#displays.add(connectionId);
    const before = JSON.stringify(call);
    if (outcome === 'shown') call.shownAt ??= nowMs;
    if (outcome === 'spoken') call.spokenAt ??= nowMs;
    if (outcome === 'speechFailed') call.speechFailed = true;
    return { isKnown: true, isNews: before !== JSON.stringify(call) || wasDisplay !== this.#displays.has(connectionId) };
  }

  /** What the clerk is told of a call. */
  of(eventId: string, nowMs: number): Delivery {
    const call = this.#calls.get(eventId);
    const displays = this.#displays.size;
    const { shownAt = null, spokenAt = null } = call ?? {};
    return { displays, shownAt, spokenAt, problem: problemOf(call, displays, nowMs) };
  }
}

/** One display that spoke is enough: others may be silent on purpose. */
function problemOf(call: KnownCall | undefined, displays: number, nowMs: number): Delivery['problem'] {
  if (!call || call.shownAt === null) {
    if (displays === 0) return 'noDisplay';
    return call && nowMs - call.calledAt < showWithinMs ? null : 'notShownYet';
  }
  return call.speechFailed && call.spokenAt === null ? 'speechFailed' : null;
}
