import type { TableDay } from '../../shared/sync.ts';

// What is still to be done of one comparison with headquarters: decided without a clock, a disk or a network.

/** A table as a whole (`days` null), or parts of it. */
export interface TableToCompare { table: string; days: string[] | null }

/** The tables in an order that both kinds share; of one that is compared as a whole no parts are named. */
export function tablesToCompare(known: readonly string[], { whole, parts }: { whole: readonly string[]; parts: readonly TableDay[] }): TableToCompare[] {
  return known.flatMap((table): TableToCompare[] => {
    if (whole.includes(table)) return [{ table, days: null }];
    const days = parts.filter(part => part.table === table).map(({ day }) => day);
    return days.length > 0 ? [{ table, days }] : [];
  });
}

/** Pieces of a part's rows, in the order of their keys; the first begins before every key, the last ends behind every one. */
export function piecesOf<Row extends { key: string }>(rows: readonly Row[], most: number): { after: string | null; through: string | null; rows: Row[] }[] {
  const pieces: { after: string | null; through: string | null; rows: Row[] }[] = [];
  for (let from = 0; from === 0 || from < rows.length; from += most) {
    const piece = rows.slice(from, from + most);
    const isLast = from + most >= rows.length;
    pieces.push({ after: from === 0 ? null : rows[from - 1]?.key ?? null, through: isLast ? null : piece.at(-1)?.key ?? null, rows: piece });
  }
  return pieces;
}
