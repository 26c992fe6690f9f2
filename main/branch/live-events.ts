/** What changed; a watcher of a topic reads anew. */
export type Topic = 'queue' | 'customers' | 'staff' | 'stations' | 'branch' | `import:${string}`;

/** Live pictures for connected stations. */
export interface LiveEvents {
  /** Says that a topic changed. Call it from `tx.afterCommit`, never before the commit. */
  publish(topic: Topic): void;
  /**
   * Yields `read()` now and after each change of the topic, coalesced: while one reading is under way, further changes
   * make one more. All watchers with the same `key` share one reading. Ends when `signal` aborts.
   */
  watch<Picture>(topic: Topic, key: string, read: () => Promise<Picture>, signal?: AbortSignal): AsyncGenerator<Picture>;
}
