// The body of a batch: one line a change, as docs/sync-protocol.md says and PostgreSQL's COPY reads it.

/** A change as it stands in the journal. */
export interface Change {
  sequence: number;
  /** UTC ms */
  at: number;
  table: string;
  operation: 'insert' | 'update' | 'delete';
  key: string;
  /** the row as JSON */
  row: string;
}

const line = /^(\d{1,15})\t(\d{1,15})\t([a-z_]{1,60})\t(insert|update|delete)\t([^\t]*)\t([^\t]*)$/u;

/** The changes of a body in order, or the number of its first line, from 1, that is not as the protocol says. */
export function readBody(body: string): { changes: Change[] } | { wrongLine: number } {
  const lines = body.split('\n');
  // Each line is ended, so behind the last end there is nothing.
  if (lines.pop() !== '') return { wrongLine: lines.length + 1 };
  const changes: Change[] = [];
  for (const [at, text] of lines.entries()) {
    const change = readLine(text);
    if (!change) return { wrongLine: at + 1 };
    changes.push(change);
  }
  return { changes };
}

function readLine(text: string): Change | null {
  const [, sequence, at, table = '', operation, key = '', row = ''] = line.exec(text) ?? [];
  const [readKey, readRow] = [unescaped(key), unescaped(row)];
  if (readKey === null || readRow === null || operation === undefined) return null;
  return { sequence: Number(sequence), at: Number(at), table, operation: operation as Change['operation'], key: readKey, row: readRow };
}

/** Null when a backslash stands alone: that would be an escape COPY knows and we never write. */
function unescaped(field: string): string | null {
  return /^(?:[^\\]|\\\\)*$/u.test(field) ? field.replaceAll('\\\\', '\\') : null;
}
