/** What every line begins with: sequence, time, table, operation. Numbers are written the one way PostgreSQL writes them. */
const lineHead = /(0|[1-9]\d{0,14})\t(?:0|[1-9]\d{0,14})\t[a-z][a-z0-9_]{0,59}\t(?:insert|update|delete)\t/y;
/** Nothing but tabs and line feeds stands in a batch unescaped: JSON has no raw control character, and no key of ours has one. */
const controlCharacter = /[\x00-\x08\x0b-\x1f]/;

/** Bytes: what an index of PostgreSQL takes with ease, and far more than any key of ours has. */
const longestKey = 800;

const tab = '\t';
const lineFeed = '\n';
const backslash = '\\';

/**
 * Which line of a batch is not as the protocol says, counted from 1; null when all are, with the sequences `first` to `last`
 * without a gap. What passes here goes into PostgreSQL's COPY as it is, and comes out of it again byte for byte.
 *
 * `text` holds a byte a character (latin1): a third of the work of reading it as UTF-8, and every sign that matters is ASCII.
 */
export function wrongLine(text: string, first: number, last: number): number | null {
  let start = 0;
  for (let seq = first; seq <= last; seq += 1) {
    const line = seq - first + 1;
    lineHead.lastIndex = start;
    const head = lineHead.exec(text);
    if (!head || head[1] !== String(seq)) return line;
    const rowStart = text.indexOf(tab, lineHead.lastIndex) + 1;
    const end = text.indexOf(lineFeed, lineHead.lastIndex);
    if (rowStart === 0 || end < rowStart || rowStart - lineHead.lastIndex > longestKey + 1 || hasTabBefore(text, rowStart, end)) return line;
    start = end + 1;
  }
  if (start !== text.length) return last - first + 2;
  return lineAt(text, Math.min(...[controlAt(text), loneBackslashAt(text)].filter(at => at >= 0)));
}

function hasTabBefore(text: string, start: number, end: number): boolean {
  const at = text.indexOf(tab, start);
  // The next tab belongs to the next line, and is near: lines begin with three fields of few characters.
  return at >= 0 && at < end;
}

function controlAt(text: string): number {
  return text.search(controlCharacter);
}

/** The first backslash without its double: COPY would read it as an escape, and what is stored would not be what was sealed. */
function loneBackslashAt(text: string): number {
  for (let at = text.indexOf(backslash); at >= 0; at = text.indexOf(backslash, at + 2)) {
    if (text[at + 1] !== backslash) return at;
  }
  return -1;
}

function lineAt(text: string, at: number): number | null {
  return Number.isFinite(at) ? text.slice(0, at).split(lineFeed).length : null;
}

/** The lines as they go into a table of all branches: each behind the branch and epoch it is of. */
export function linesOf(text: string, { branchId, epoch }: { branchId: string; epoch: number }): Buffer {
  const prefix = `${branchId}\t${epoch}\t`;
  return Buffer.from(prefix + text.slice(0, -1).replaceAll(lineFeed, lineFeed + prefix) + lineFeed, 'latin1');
}
