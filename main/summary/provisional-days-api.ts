import { addDays } from '../../shared/calendar.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { expireTickets } from '../queue/days-store.ts';
import { freeze } from './closing-api.ts';
import { unfrozenDates } from './summary-store.ts';

/** A branch that was switched off for so long has its days frozen when it starts again. */
const lookBackDays = 40;

/**
 * Freezes days that are over and were not: provisionally when nobody closed them. What still waits from them expires, as it does
 * with the first ticket of the next day. Closing such a day afterwards makes its next version. To be called at the start and every
 * hour. Answers the dates frozen.
 */
export async function freezePastDays({ database, clock, branch, live }: Pick<BranchParts, 'database' | 'clock' | 'branch' | 'live'>): Promise<string[]> {
  const present = branch();
  if (!present) return [];
  const today = businessDateOf(clock.now(), present.timeZone);
  const dates = Array.from({ length: lookBackDays }, (_, back) => addDays(today, back - lookBackDays));
  const due = await database.read(reader => unfrozenDates(reader, dates));
  for (const { businessDate } of due) {
    await database.change(async tx => {
      const [unfrozen] = await unfrozenDates(tx, [businessDate]);
      if (!unfrozen) return;
      await expireTickets(tx, clock.now(), { staffId: null, stationId: null }, 'dayEnded', addDays(businessDate, 1));
      await freeze(tx, { businessDate, branch: present, nowMs: clock.now() }, { words: '', checks: [], by: null, isProvisional: unfrozen.closedAt === null });
      tx.afterCommit(() => live.publish('queue'));
    });
  }
  return due.map(({ businessDate }) => businessDate);
}
