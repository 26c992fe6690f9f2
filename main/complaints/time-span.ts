import type { TimeSpan } from '../../shared/deadlines.ts';

/** Longer than any rule: a number beyond is a slip of the hand. */
export const mostOf: Record<TimeSpan['unit'], number> = { minutes: 100_000, hours: 10_000, naturalDays: 1_000, workingDays: 1_000 };

/** The largest amount of its unit when a span's own is no whole number from 1 up to it; otherwise undefined. */
export function amountFault({ unit, amount }: Pick<TimeSpan, 'unit' | 'amount'>): { most: number } | undefined {
  const most = mostOf[unit];
  return Number.isInteger(amount) && amount >= 1 && amount <= most ? undefined : { most };
}
