// What the bench uses of this peer. Its own types come with it, when a bench installs it; the type check runs without.
declare module 'minisearch' {
  export default class MiniSearch {
    constructor(options: { fields: string[]; idField: string; tokenize(text: string): string[] });
    add(document: object): void;
    search(words: string, options?: { combineWith?: 'AND' | 'OR' }): unknown[];
  }
}
