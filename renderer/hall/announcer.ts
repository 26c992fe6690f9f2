import { announcementOf, type Sentence } from './announcement.ts';
import type { HallCall } from './new-calls.ts';

export interface AnnouncerParts {
  /** Speaks one sentence to its end; rejects when it could not be spoken. */
  speak(sentence: Sentence): Promise<void>;
  tell(eventId: string, outcome: 'spoken' | 'speechFailed'): void;
}

export interface Announcer {
  announce(calls: readonly HallCall[], alsoEnglish: boolean): void;
}

/** Speaks calls one after the other in the order given; a later call never cuts off an earlier one. */
export function makeAnnouncer({ speak, tell }: AnnouncerParts): Announcer {
  let last: Promise<void> = Promise.resolve();

  async function speakCall(call: HallCall, alsoEnglish: boolean): Promise<void> {
    try {
      for (const sentence of announcementOf(call, alsoEnglish)) await speak(sentence);
      tell(call.eventId, 'spoken');
    } catch {
      tell(call.eventId, 'speechFailed');
    }
  }

  return {
    announce(calls, alsoEnglish) {
      for (const call of calls) last = last.then(() => speakCall(call, alsoEnglish));
    },
  };
}
