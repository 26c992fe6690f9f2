import { useCallback, useEffect, useRef, useState } from 'react';
import type { HallView } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { makeAnnouncer } from './announcer.ts';
import { nothingSeen, seeCalls, type HallCall } from './new-calls.ts';
import { speakAloud } from './speech.ts';

/**
 * Follows the pictures: speaks new calls, tells the service what was shown and spoken, and returns the calls that are
 * new in the present picture (oldest first) for the eye.
 */
export function useCallOutcomes(picture: HallView | undefined, alsoEnglish: boolean): readonly HallCall[] {
  const { client } = useBranch();
  const [fresh, setFresh] = useState<readonly HallCall[]>([]);
  const before = useRef(nothingSeen);
  const acknowledge = useCallback((eventId: string, outcome: 'shown' | 'spoken' | 'speechFailed') => {
    // The clerk's screen says "not delivered" until this arrives; a lost line has its own words there.
    client.queue.acknowledgeCall({ eventId, outcome }).catch(() => undefined);
  }, [client]);
  const [announcer] = useState(() => makeAnnouncer({ speak: speakAloud, tell: acknowledge }));

  useEffect(() => {
    if (!picture) return;
    const shownBefore = before.current.seen;
    before.current = seeCalls(before.current, picture.calls, picture.asOf);
    for (const call of picture.calls) if (!shownBefore?.has(call.eventId)) acknowledge(call.eventId, 'shown');
    if (before.current.fresh.length === 0) return;
    setFresh(before.current.fresh);
    announcer.announce(before.current.fresh, alsoEnglish);
    // The same picture again brings nothing new: every call in it has been seen.
  }, [picture, alsoEnglish, announcer, acknowledge]);

  return fresh;
}
