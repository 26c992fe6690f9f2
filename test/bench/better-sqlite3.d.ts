// What the benches use of this peer. Its own types come with it, when a bench installs it; the type check runs without.
declare module 'better-sqlite3' {
  export interface Statement {
    /** whether it gives rows */
    reader: boolean;
    all(...bound: unknown[]): unknown[];
    run(...bound: unknown[]): unknown;
  }
  export default class Database {
    constructor(file: string, options?: { readonly?: boolean });
    prepare(sql: string): Statement;
    exec(sql: string): void;
    pragma(words: string): unknown;
    close(): void;
  }
}
