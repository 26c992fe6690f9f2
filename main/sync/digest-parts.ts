import { numberedRowsInPart } from '../../shared/sync.ts';

// Into which parts a table is divided for its digests, as both sides do it: docs/sync-protocol.md.

/** The part of all rows whose key is neither a UUIDv7 nor a whole number. */
export const otherKeys = '0';

const dayMs = 24 * 60 * 60_000;

/** By what a table's rows are told apart: the first column of their key. */
export type KeyKind = 'text' | 'number';

/** Keys from `low` up to, not including, `high`: texts are compared byte by byte. */
export interface KeyRange { low: string | number; high: string | number }

/** The keys of a part: of `day`, or of `#n`; null for the part of other keys, which lie anywhere, and for what is no part of such a table. */
export function keyRangeOf(part: string, kind: KeyKind): KeyRange | null {
  const [, number] = /^#(\d+)$/.exec(part) ?? [];
  if (kind === 'number') return number === undefined ? null : { low: Number(number) * numberedRowsInPart, high: (Number(number) + 1) * numberedRowsInPart };
  const startMs = /^\d{4}-\d{2}-\d{2}$/.test(part) ? Date.parse(`${part}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(startMs) ? null : { low: startOfUuids(startMs), high: startOfUuids(startMs + dayMs) };
}

/** The first characters of a UUIDv7 made at this time, UTC ms. */
function startOfUuids(atMs: number): string {
  const hex = atMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
