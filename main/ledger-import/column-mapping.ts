type CustomaryHeaders = Readonly<Record<string, readonly string[]>>;

/** A header may stand below a title or a date; deeper than this it is data. */
const deepestHeaderRow = 10;

/** Which columns probably hold which field, by their headers; no column twice. */
export function suggestMapping(headers: readonly string[], customaryHeaders: CustomaryHeaders): Record<string, number> {
  const plain = headers.map(plainHeader);
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  // Exact words first for every field, so that "客户" never takes a column that another field names exactly.
  for (const matches of [(header: string, word: string) => header === word, (header: string, word: string) => word.length > 1 && header.includes(word)]) {
    for (const [field, words] of Object.entries(customaryHeaders)) {
      if (mapping[field] !== undefined) continue;
      const column = firstColumn(words.map(plainHeader), word => plain.findIndex((header, at) => !taken.has(at) && header !== '' && matches(header, word)));
      if (column === undefined) continue;
      mapping[field] = column;
      taken.add(column);
    }
  }
  return mapping;
}

/**
 * The place of the header row, or -1 when the ledger has none (its first row is already data). Above the header may
 * stand a title, a unit, a date.
 */
export function findHeaderRow(rows: readonly (readonly string[])[], customaryHeaders: CustomaryHeaders): number {
  let best = { at: -1, recognised: 0 };
  rows.slice(0, deepestHeaderRow).forEach((row, at) => {
    const recognised = Object.keys(suggestMapping(row, customaryHeaders)).length;
    if (row.filter(cell => cell.trim() !== '').length > 1 && !looksLikeData(row) && recognised > best.recognised) best = { at, recognised };
  });
  if (best.at >= 0) return best.at;
  const first = rows.findIndex(row => row.some(cell => cell.trim() !== ''));
  return first < 0 || looksLikeData(rows[first] ?? []) ? -1 : first;
}

function looksLikeData(row: readonly string[]): boolean {
  return row.some(cell => /^[\s'+]*\d[\d\s-]{6,}[\dXx]?\s*$/u.test(cell.normalize('NFKC')));
}

function firstColumn(words: readonly string[], columnOf: (word: string) => number): number | undefined {
  for (const word of words) {
    const column = columnOf(word);
    if (column >= 0) return column;
  }
  return undefined;
}

function plainHeader(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/\(.*?\)/gu, '').replace(/[^\p{L}\p{N}]/gu, '');
}
