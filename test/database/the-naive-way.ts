import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import sqlite3 from 'sqlite3';

/** The stock bridge from drizzle to npm sqlite3, as its documentation suggests it: what our driver is measured against. */
export async function theNaiveWay(file = ':memory:'): Promise<{ db: SqliteRemoteDatabase; exec(sql: string): Promise<void>; close(): Promise<void> }> {
  const handle = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, error => error ? reject(error) : resolve(opened));
  });
  const rowsOf = (sql: string, values: unknown[]) => new Promise<Record<string, unknown>[]>((resolve, reject) => {
    handle.all(sql, values, (error: Error | null, rows: Record<string, unknown>[]) => error ? reject(error) : resolve(rows));
  });
  const db = drizzle(async (sql, values, method) => {
    const rows = (await rowsOf(sql, values)).map(row => Object.values(row));
    return { rows: method === 'get' ? rows[0] ?? [] : rows };
  });
  return {
    db,
    exec: sql => new Promise((resolve, reject) => { handle.exec(sql, error => error ? reject(error) : resolve()); }),
    close: () => new Promise((resolve, reject) => { handle.close(error => error ? reject(error) : resolve()); }),
  };
}
