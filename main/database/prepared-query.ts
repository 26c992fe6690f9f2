import type { Queries } from './database.ts';
import { SqlitePreparedQuery, SqliteQueries } from './sqlite-driver.ts';

/** A query that was built once; `on` makes it ready to run in a write job or on a reader. */
export interface PreparedQuery<Prepared> {
  on(queries: Queries): Prepared;
}

/**
 * Builds a query once instead of at every call. Building one with drizzle costs several times what SQLite needs to answer a
 * look-up by key, so the queries of commands that a whole hall sends at once are worth preparing:
 *
 *     const windowById = prepareQuery(q => q.select().from(windows).where(eq(windows.id, sql.placeholder('id'))).prepare());
 *     const window = await windowById.on(tx).get({ id });
 */
export function prepareQuery<Prepared extends object>(build: (queries: Queries) => Prepared): PreparedQuery<Prepared> {
  let template: SqlitePreparedQuery | null = null;
  return {
    on(queries) {
      if (!(queries instanceof SqliteQueries)) throw new Error('a prepared query runs in a write job or on a reader of our database');
      template ??= templateOf(build(new SqliteQueries(nowhere)));
      // The builder's type says what its rows look like; the same query on another runner gives the same rows.
      return template.on(queries.runner) as object as Prepared;
    },
  };
}

function templateOf(prepared: object): SqlitePreparedQuery {
  if (!(prepared instanceof SqlitePreparedQuery)) throw new Error('end the query with .prepare()');
  return prepared;
}

const nowhere = {
  all: () => Promise.reject(new Error('call on(…) first')),
  run: () => Promise.reject(new Error('call on(…) first')),
};
