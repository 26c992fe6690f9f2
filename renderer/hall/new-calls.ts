import type { HallView } from '../../shared/queue.ts';

export type HallCall = HallView['calls'][number];

/** A call older than this when it first reaches the display is shown but no longer spoken: the person has been served or gone. */
export const SPEAKABLE_FOR_MS = 60_000;

export interface SeenCalls {
  /** event ids already on this display; null before the first picture */
  seen: ReadonlySet<string> | null;
  /** calls new since then, oldest first: the order to speak them in */
  fresh: readonly HallCall[];
}

export const nothingSeen: SeenCalls = { seen: null, fresh: [] };

/**
 * Which calls of a picture (newest first) are new to this display and still worth speaking. The first picture after a
 * (re)load only tells what was called before: nothing of it is spoken again. A recall has an event id of its own.
 */
export function seeCalls({ seen }: SeenCalls, calls: readonly HallCall[], asOf: number): SeenCalls {
  const present = new Set(calls.map(call => call.eventId));
  if (seen === null) return { seen: present, fresh: [] };
  const fresh = calls.filter(call => !seen.has(call.eventId) && asOf - call.calledAt <= SPEAKABLE_FOR_MS).reverse();
  return { seen: new Set([...seen, ...present]), fresh };
}
