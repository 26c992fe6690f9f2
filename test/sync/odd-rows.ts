import { join } from 'node:path';
import { getTableConfig, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { v7 as uuidv7 } from 'uuid';
import { syncedTables } from '../../main/branch/tables.ts';
import { journaledTable } from '../../main/database/row-key.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';

const texts = ['王芳', '𠮷野家 🙂 e\u0301', 'line\nfeed\ttab\\ "quoted" \'and\'', '', 'a=3:bc', '{"b":1,  "a":[9007199254740991]}'];
const integers = [0, -1, 9_007_199_254_740_991, 1_772_000_000_123];
const reals = [0.1, -0.30000000000000004, 1_735_689_600_123.456, -2.5, 1 / 3, 0.0004885];
const blobs = [Buffer.from([0, 255, 171]), Buffer.alloc(0), Buffer.from('王')];

/** Headquarters takes figures out of frozen days: what cannot be read there is held back, as another test says. */
const readAtHeadquarters: Record<string, (nth: number) => string | number> = {
  businessDate: nth => `2024-02-${String(nth % 28 + 1).padStart(2, '0')}`, version: nth => nth + 1, isProvisional: nth => nth % 2, data: () => '{"b":1,  "queue":{"issued":3, "wait":{"max":0.1}}}',
};

/** Rows in every synced table, of every type and with values that are easily written in two ways. References lead nowhere. */
export async function writeOddRows(dataFolder: string, rowsEach: number): Promise<number> {
  const file = await SqliteConnection.open(join(dataFolder, 'branch.sqlite'), 'readWrite');
  let written = 0;
  try {
    await file.exec('pragma foreign_keys = off');
    for (const table of syncedTables) {
      const { name, columns, keys } = journaledTable(table);
      for (let nth = 0; nth < rowsEach; nth += 1) {
        const values = columns.map((column, at) => keys.includes(column.name) ? keyOf(column, nth, at) : valueOf(name, column, nth + at));
        const { changes } = await file.run(`insert or ignore into "${name}" (${columns.map(column => `"${column.name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`, values);
        written += changes;
      }
    }
  } finally {
    await file.close();
  }
  return written;
}

/** UUIDs of days far apart, and keys that are none. */
function keyOf(column: SQLiteColumn, nth: number, at: number): string | number {
  if (column.getSQLType() === 'integer') return 7000 + nth * 3000;
  return nth % 3 === 2 ? `钥匙-${nth}-${at}` : uuidv7({ msecs: 1_700_000_000_000 + nth * 31 * 86_400_000 });
}

function valueOf(name: string, column: SQLiteColumn, nth: number): string | number | Buffer | null {
  if (!column.notNull && nth % 4 === 3) return null;
  // SQLite reads other columns out of it.
  const read = name === 'day_summaries' ? readAtHeadquarters[column.name]?.(nth) : undefined;
  if (read !== undefined) return read;
  if (column.name === 'bytes') return JSON.stringify({ at: nth, action: texts[nth % 2] });
  const some = { text: texts, integer: integers, real: reals, blob: blobs }[column.getSQLType()] ?? [];
  // A unique column keeps a row out that repeats another's value.
  const isUnique = column.isUnique || getTableConfig(column.table as never).indexes.some(index => index.config.unique);
  const value = some[nth % some.length] ?? '';
  return isUnique && typeof value === 'string' ? `${value}${uuidv7()}` : value;
}
