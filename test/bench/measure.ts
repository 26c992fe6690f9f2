/** Milliseconds of many single measurements, as people compare them. */
export interface Spread { p50: number; p95: number; p99: number; max: number; n: number }

/** Nearest-rank percentiles of `milliseconds`, rounded to hundredths. */
export function spreadOf(milliseconds: readonly number[]): Spread {
  const sorted = Float64Array.from(milliseconds).sort();
  const rank = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1), n: sorted.length };
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Runs `work` and answers what it gave and how long it took in milliseconds. */
export async function timed<Result>(work: () => Promise<Result> | Result): Promise<{ result: Result; milliseconds: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - startedAt };
}

/** A table for people, then the one JSON object, as the last line. */
export function report(title: string, rows: Record<string, Record<string, unknown>>, summary: Record<string, unknown>): void {
  console.log(`\n${title}`);
  console.table(rows);
  console.log(JSON.stringify(summary));
}
