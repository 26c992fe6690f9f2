/** What changed; a watcher of a topic reads anew. */
export type Topic = 'queue' | 'customers' | 'staff' | 'stations' | 'branch' | 'looks' | 'archive' | 'notices' | 'complaints' | 'sync' | 'cases' | 'printing' | `import:${string}`;

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

/** Live events within this process. */
export function createLiveEvents(): LiveEvents {
  const readings = new Map<string, SharedReading<unknown>>();

  return {
    publish(topic) {
      for (const reading of readings.values()) if (reading.topic === topic) reading.refresh();
    },

    async *watch<Picture>(topic: Topic, key: string, read: () => Promise<Picture>, signal?: AbortSignal) {
      const reading = (readings.get(key) ?? new SharedReading<unknown>(topic, read)) as SharedReading<Picture>;
      readings.set(key, reading);
      reading.watchers += 1;
      let seenVersion = 0;
      try {
        while (!signal?.aborted) {
          const latest = await reading.newerThan(seenVersion, signal);
          if (!latest) return;
          seenVersion = latest.version;
          yield latest.picture;
        }
      } finally {
        reading.watchers -= 1;
        if (reading.watchers === 0) readings.delete(key);
      }
    },
  };
}

interface Versioned<Picture> { version: number; picture: Picture }
interface Waiter<Picture> { resolve(latest: Versioned<Picture> | null): void; reject(error: unknown): void }

/** One picture read once for all who watch it. */
class SharedReading<Picture> {
  watchers = 0;
  private latest: Versioned<Picture> | null = null;
  private waiters = new Set<Waiter<Picture>>();
  private isReading = false;
  private isStale = false;

  constructor(readonly topic: Topic, private readonly read: () => Promise<Picture>) {
    this.refresh();
  }

  refresh(): void {
    this.isStale = true;
    if (this.isReading) return;
    this.isReading = true;
    // The next turn of the loop: all commits of one group make one reading.
    setImmediate(() => void this.readUntilFresh());
  }

  /** The picture as soon as there is one newer than `seenVersion`; null when the signal aborts first. */
  newerThan(seenVersion: number, signal?: AbortSignal): Promise<Versioned<Picture> | null> {
    if (this.latest && this.latest.version > seenVersion) return Promise.resolve(this.latest);
    return new Promise((resolve, reject) => {
      const waiter: Waiter<Picture> = {
        resolve: latest => { signal?.removeEventListener('abort', leave); resolve(latest); },
        reject: error => { signal?.removeEventListener('abort', leave); reject(error); },
      };
      const leave = () => { this.waiters.delete(waiter); resolve(null); };
      signal?.addEventListener('abort', leave, { once: true });
      this.waiters.add(waiter);
    });
  }

  private async readUntilFresh(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      try {
        const picture = await this.read();
        this.latest = { version: (this.latest?.version ?? 0) + 1, picture };
        for (const waiter of this.takeWaiters()) waiter.resolve(this.latest);
      } catch (error) {
        // Every watcher ends with the error and its client subscribes anew; the next change reads again.
        for (const waiter of this.takeWaiters()) waiter.reject(error);
      }
    }
    this.isReading = false;
  }

  private takeWaiters(): Waiter<Picture>[] {
    const taken = [...this.waiters];
    this.waiters.clear();
    return taken;
  }
}
