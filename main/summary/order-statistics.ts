import type { Spread } from '../../shared/summary.ts';

/**
 * Median: the middle value, of an even number the mean of the two middle ones. P90: nearest rank, the ⌈0.9 n⌉-th smallest, so
 * that it is a value that occurred. Source: product rules, Daily summary, 1.
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) return { n, median: null, p90: null, max: null };
  const at = (rank: number): number => sorted[rank - 1]!;
  return { n, median: (at(Math.floor((n + 1) / 2)) + at(Math.ceil((n + 1) / 2))) / 2, p90: at(Math.ceil(0.9 * n)), max: at(n) };
}
