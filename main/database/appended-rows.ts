import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { boundValues } from './bound-values.ts';
import type { Bound } from './sqlite-connection.ts';

/** How whole rows of one table are appended, many with one statement. */
export interface RowAppender<Row> {
  readonly sql: string;
  /** The row's values in the order of `sql`. Errors: TypeError for what JSON or SQLite would change without a word. */
  valuesOf(row: Row): Bound[];
}

/** Makes the appender of a table without blobs. Rows are whole: a null is said, no default is filled in. */
export function appenderOf<Table extends SQLiteTable>(table: Table): RowAppender<Table['$inferSelect']> {
  const columns = Object.entries(getTableColumns(table));
  if (columns.some(([, column]) => column.getSQLType() === 'blob')) throw new Error('JSON carries no bytes: insert rows with blobs one by one');
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ');
  return {
    sql: `insert into "${getTableConfig(table).name}" (${names}) select ${values} from json_each(?)`,
    valuesOf: (row: Record<string, unknown>) => boundValues(columns.map(([key, column]) => {
      const value = row[key];
      return value === null ? null : column.mapToDriverValue(value);
    })),
  };
}

/** Rows that wait for the end of their group of jobs, in the order they were appended. */
export class AppendedRows {
  readonly #rows = new Map<string, Bound[][]>();

  add<Row>(appender: RowAppender<Row>, row: Row): void {
    this.#addValues(appender.sql, [appender.valuesOf(row)]);
  }

  /** Takes what another collected, behind what is here. */
  addAll(other: AppendedRows): void {
    for (const [sql, rows] of other.#rows) this.#addValues(sql, rows);
  }

  /** One statement per table. */
  statements(): { sql: string; bound: Bound[] }[] {
    return Array.from(this.#rows, ([sql, rows]) => ({ sql, bound: [JSON.stringify(rows)] }));
  }

  #addValues(sql: string, rows: Bound[][]): void {
    const known = this.#rows.get(sql);
    if (known) known.push(...rows);
    else this.#rows.set(sql, rows);
  }
}
