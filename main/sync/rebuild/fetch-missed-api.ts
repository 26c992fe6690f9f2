import type { StaffParts } from '../../branch/staff-parts.ts';
import { isConstraintFault } from '../../database/sqlite-fault.ts';
import { catchUpWithTickets } from '../../queue/numbers-store.ts';
import type { HeadquartersCalls } from '../headquarters-calls.ts';
import type { Missed } from '../next-step.ts';
import { changedSince, deleteRows, type FetchedRow, putRows, tablesInOrder } from './fetched-rows-store.ts';

/**
 * Brings back what an older epoch had beyond the backup this database was put back from: rows headquarters has from there, and that
 * others were deleted. What people here did since the backup was put back counts more and stays. A row that does not fit beside that
 * (its number was given again meanwhile) stays at headquarters and is logged. Everything is journalled as any change. Asked again it
 * does no harm.
 */
export function missedFetcher({ database, log, live }: Pick<StaffParts, 'database' | 'log' | 'live'>): (missed: Missed, calls: HeadquartersCalls) => Promise<void> {
  return async ({ epoch, from, to, since }, calls) => {
    const gone: { table: string; keys: string[] }[] = [];
    for (const table of tablesInOrder) {
      for (let afterKey: string | null = null; ;) {
        const page = await calls.rows({ table, afterKey, from: { epoch, from, to } });
        if (page.gone.length > 0) gone.unshift({ table, keys: page.gone });
        if (page.rows.length > 0) await putUnchanged(table, page.rows, since);
        afterKey = page.nextKey;
        if (afterKey === null) break;
      }
    }
    // What points at a row goes before it.
    for (const { table, keys } of gone) {
      await database.change(async tx => {
        const changed = await changedSince(tx, table, keys, since);
        await deleteRows(tx, table, keys.filter(key => !changed.has(key)));
      });
    }
    await database.change(catchUpWithTickets);
    live.publish('queue');
    live.publish('complaints');
    live.publish('notices');
  };

  async function putUnchanged(table: string, rows: readonly FetchedRow[], since: number): Promise<void> {
    const put = (some: readonly FetchedRow[]) => database.change(async tx => {
      const changed = await changedSince(tx, table, some.map(({ key }) => key), since);
      await putRows(tx, table, some.filter(({ key }) => !changed.has(key)));
    });
    try {
      await put(rows);
    } catch (error) {
      if (!isConstraintFault(error)) throw error;
      for (const row of rows) {
        await put([row]).catch((fault: unknown) => {
          if (!isConstraintFault(fault)) throw fault;
          log.warn({ table, key: row.key }, 'a row from beyond the backup does not fit beside what was done since; it stays at headquarters');
        });
      }
    }
  }
}
