import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { takeTurns } from '../staff/take-turns.ts';

/** Unpacked and checked at once. More would not be faster, and each takes some twenty megabytes. */
const mostAtOnce = 4;
const mostWaitingBytes = 256 * 1024 * 1024;
const comeBackSeconds = 5;

/**
 * Lets batches through a few at a time, and of each branch one: a branch that sends much, or the same again and again, waits for
 * itself and never holds connections or memory that others need. Errors: SLOW_DOWN when too much is waiting already.
 */
export function ingestTurns() {
  const lastOf = new Map<string, Promise<unknown>>();
  const inSlot = takeTurns(mostAtOnce);
  let waitingBytes = 0;

  return async <Result>(branchId: string, bytes: number, work: () => Promise<Result>): Promise<Result> => {
    if (waitingBytes + bytes > mostWaitingBytes) refuseAtHeadquarters('SLOW_DOWN', { seconds: comeBackSeconds });
    waitingBytes += bytes;
    const before = lastOf.get(branchId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => inSlot(work));
    lastOf.set(branchId, mine);
    try {
      return await mine;
    } finally {
      waitingBytes -= bytes;
      if (lastOf.get(branchId) === mine) lastOf.delete(branchId);
    }
  };
}
