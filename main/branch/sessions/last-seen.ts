import { storeLastSeen } from '../../stations/stations-store.ts';
import type { BranchParts } from '../branch-parts.ts';

/** A station's presence reaches the database at most this often. */
const saveSeenEveryMs = 60_000;

/** Notes that a station is heard of; the note is written at most once a minute and nobody waits for it. */
export function noteStationsSeen({ database, clock, log }: BranchParts): (stationId: string) => void {
  const savedAt = new Map<string, number>();
  return stationId => {
    const at = clock.now();
    const last = savedAt.get(stationId);
    if (last !== undefined && at - last < saveSeenEveryMs) return;
    savedAt.set(stationId, at);
    database.change(tx => storeLastSeen(tx, stationId, at)).catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'the presence of a station could not be stored');
    });
  };
}
