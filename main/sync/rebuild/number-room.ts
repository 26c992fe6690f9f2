const dayMs = 24 * 60 * 60_000;
const papersADay = 50;
/** Left in whole hundreds, so that people see where a lost machine ended. */
const step = 100;
const most = 5000;

/**
 * How many numbers of a year's register (complaints, letters, cases, borrowing cards, destructions) a machine leaves out that takes a lost
 * one's place: that one may have given some, on paper in people's hands, which it never sent. `silentMs`: since headquarters had
 * its newest change. At least a hundred, also when the lost machine's clock was ahead.
 */
export function roomForLostPapers(silentMs: number): number {
  return Math.min(most, Math.max(1, Math.ceil(((silentMs / dayMs) * papersADay) / step)) * step);
}
