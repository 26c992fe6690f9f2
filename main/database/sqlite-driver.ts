import { fillPlaceholders, Param, Placeholder, type Query } from 'drizzle-orm/sql/sql';
import { is } from 'drizzle-orm';
import { BaseSQLiteDatabase, SQLiteAsyncDialect, SQLitePreparedQuery, SQLiteSession } from 'drizzle-orm/sqlite-core';
import type { PreparedQueryConfig, SelectedFieldsOrdered, SQLiteExecuteMethod } from 'drizzle-orm/sqlite-core';
import { boundValues } from './bound-values.ts';
import { rowMapping } from './row-mapping.ts';
import type { Bound, Row } from './sqlite-connection.ts';

/** Where the statements of a session go: a connection, or a job's share of one. */
export interface StatementRunner {
  all(sql: string, bound: Bound[], changesData: boolean): Promise<Row[]>;
  run(sql: string, bound: Bound[]): Promise<{ changes: number }>;
}

type RunResult = { changes: number };
type Schema = Record<string, never>;
type Metadata = { type: 'select' | 'update' | 'delete' | 'insert'; tables: string[] };

const dialect = new SQLiteAsyncDialect();

/** A query builder whose statements go to `runner`. */
export class SqliteQueries extends BaseSQLiteDatabase<'async', RunResult> {
  readonly runner: StatementRunner;

  constructor(runner: StatementRunner) {
    super('async', dialect, new SqliteSession(runner), undefined);
    this.runner = runner;
  }
}

/**
 * A drizzle session over npm sqlite3, which hands rows over as objects: two columns of one name collapse, and drizzle would
 * map what is left by position, silently, to the wrong fields. So every SELECT is wrapped to give its columns the names
 * "0", "1", …; integer-like keys keep their order in JavaScript.
 */
class SqliteSession extends SQLiteSession<'async', RunResult, Schema, Schema> {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    super(dialect);
    this.#runner = runner;
  }

  override prepareQuery(
    query: Query, fields: SelectedFieldsOrdered | undefined, executeMethod: SQLiteExecuteMethod,
    _isResponseInArrayMode: boolean, customResultMapper?: unknown, metadata?: Metadata,
  ): SqlitePreparedQuery {
    if (customResultMapper) throw new Error('relational queries (db.query) are not supported: write a join');
    return new SqlitePreparedQuery(this.#runner, query, fields, executeMethod, metadata?.type);
  }

  override transaction(): Promise<never> {
    return Promise.reject(new Error('a write job is one transaction already, and a reader needs none'));
  }
}

export class SqlitePreparedQuery extends SQLitePreparedQuery<PreparedQueryConfig & { type: 'async'; run: RunResult }> {
  /** Set by drizzle's select builder: which joined tables always have a row. */
  joinsNotNullableMap?: Record<string, boolean>;
  readonly #runner: StatementRunner;
  readonly #fields: SelectedFieldsOrdered | undefined;
  readonly #isSelect: boolean;
  readonly #givesRows: boolean;
  readonly #sql: string;
  readonly #hasPlaceholders: boolean;
  readonly #method: SQLiteExecuteMethod;
  readonly #type: Metadata['type'] | undefined;
  #mapRow: ReturnType<typeof rowMapping> | null = null;

  constructor(runner: StatementRunner, query: Query, fields: SelectedFieldsOrdered | undefined, method: SQLiteExecuteMethod, type: Metadata['type'] | undefined, like?: SqlitePreparedQuery) {
    super('async', method, query);
    this.#runner = runner;
    this.#fields = fields;
    this.#method = method;
    this.#type = type;
    if (like) {
      this.#isSelect = like.#isSelect;
      this.#givesRows = like.#givesRows;
      this.#sql = like.#sql;
      this.#hasPlaceholders = like.#hasPlaceholders;
      this.#mapRow = like.#mapRow;
      return;
    }
    this.#isSelect = type ? type === 'select' : /^\s*(select|values)\b/i.test(query.sql);
    this.#givesRows = fields !== undefined || this.#isSelect || (type === undefined && !isPlainChange(query.sql));
    this.#sql = this.#isSelect && fields ? wrapColumns(query.sql, fields.length) : query.sql;
    this.#hasPlaceholders = query.params.some(value => is(value, Placeholder) || is(value, Param));
  }

  /** The same query for another runner, with nothing worked out anew. */
  on(runner: StatementRunner): SqlitePreparedQuery {
    if (this.#fields) this.#mapRow ??= rowMapping(this.#fields, this.joinsNotNullableMap);
    return new SqlitePreparedQuery(runner, this.query, this.#fields, this.#method, this.#type, this);
  }

  async run(placeholders?: Record<string, unknown>): Promise<RunResult> {
    const bound = this.#bound(placeholders);
    if (!this.#givesRows) return this.#runner.run(this.#sql, bound);
    // A statement that gives rows must be read to its end, or it stays open and no commit can pass it.
    await this.#runner.all(this.#sql, bound, !this.#isSelect);
    return { changes: 0 };
  }

  async all(placeholders?: Record<string, unknown>): Promise<unknown[]> {
    const rows = await this.#runner.all(this.#sql, this.#bound(placeholders), !this.#isSelect);
    const fields = this.#fields;
    if (!fields) return rows;
    const mapRow = this.#mapRow ??= rowMapping(fields, this.joinsNotNullableMap);
    return rows.map(row => mapRow(valuesOf(row, fields.length)));
  }

  async get(placeholders?: Record<string, unknown>): Promise<unknown> {
    return (await this.all(placeholders))[0];
  }

  async values(placeholders?: Record<string, unknown>): Promise<unknown[][]> {
    const bound = this.#bound(placeholders);
    if (this.#fields) {
      const width = this.#fields.length;
      return (await this.#runner.all(this.#sql, bound, !this.#isSelect)).map(row => valuesOf(row, width));
    }
    // Of a statement written by hand the width is unknown. Inside a subquery SQLite makes its column names distinct itself.
    const sql = this.#isSelect ? `select * from (${this.#sql})` : this.#sql;
    const rows = await this.#runner.all(sql, bound, !this.#isSelect);
    if (rows[0] && Object.keys(rows[0]).filter(isIntegerLike).length > 1) throw new Error('name the columns: names that are whole numbers lose their order');
    return rows.map(row => Object.values(row));
  }

  #bound(placeholders: Record<string, unknown> = {}): Bound[] {
    if (!this.#hasPlaceholders) return boundValues(this.query.params);
    // Drizzle encodes a null for a placeholder as if it were a value: a JSON column would hold the text "null".
    return boundValues(this.query.params.map(value => {
      const isNull = is(value, Param) && is(value.value, Placeholder) && placeholders[value.value.name] === null;
      return isNull ? null : fillPlaceholders([value], placeholders)[0];
    }));
  }
}

function valuesOf(row: Row, width: number): unknown[] {
  const values = Object.values(row);
  if (values.length !== width) throw new Error(`${width} columns were asked for and ${values.length} came: two have the same name`);
  return values;
}

function wrapColumns(sql: string, width: number): string {
  let names = '"0"';
  for (let index = 1; index < width; index += 1) names += `,"${index}"`;
  return `with "_"(${names}) as (${sql}) select * from "_"`;
}

function isPlainChange(sql: string): boolean {
  return /^\s*(insert|update|delete|replace|with)\b/i.test(sql) && !/\breturning\b/i.test(sql);
}

function isIntegerLike(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name);
}
