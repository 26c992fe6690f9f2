import type { SelectedFieldsOrdered } from 'drizzle-orm/sqlite-core';
import * as drizzleInternals from 'drizzle-orm/utils';

type MapResultRow = (columns: SelectedFieldsOrdered, row: unknown[], joinsNotNullable: Record<string, boolean> | undefined) => unknown;

/**
 * Drizzle's own mapping of a row's values to the fields that were selected, as all its drivers use it. It is left out of
 * drizzle's published types, which is why it is fetched here, in one place that fails at once when it moves.
 */
export const mapResultRow: MapResultRow = (() => {
  const internals: Record<string, unknown> = { ...drizzleInternals };
  const found = internals['mapResultRow'];
  if (typeof found !== 'function') throw new Error('drizzle-orm/utils has no mapResultRow any more');
  return found as MapResultRow;
})();
