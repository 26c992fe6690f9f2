import * as z from 'zod';

const named = z.object({ id: z.string(), words: z.array(z.string()) });

/** What the check of a file ledger must know of the branch's catalogue: each row with the words it may be written as. */
export const fileLedgerFacts = z.object({
  today: z.string(),
  categories: z.array(named.extend({ nameZh: z.string() })),
  shelves: z.array(named),
  levels: z.array(named.extend({ rank: z.number(), longestTermMonths: z.number().nullable() })),
  retentionClasses: z.array(named.extend({ years: z.number().nullable() })),
});
export type FileLedgerFacts = z.infer<typeof fileLedgerFacts>;

/** A word as it is compared: one width, lower case, nothing between. `30 年` and `三十年` stay two words; `30年` and `30 年` are one. */
export function plainWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Rows by each of their words; a word two rows have means neither. */
export function byWord<Row extends { words: string[] }>(rows: readonly Row[]): Map<string, Row | null> {
  const found = new Map<string, Row | null>();
  for (const row of rows) for (const word of new Set(row.words.map(plainWord))) found.set(word, found.has(word) ? null : row);
  return found;
}
