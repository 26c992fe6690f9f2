/** Whether its watcher may see a live picture now. */
export interface Bar {
  /** True while pictures are held back; throws once they must end for good. */
  isBarred(): boolean;
  /** Calls `listener` when the answer may have changed. Returns how to stop. */
  onChange(listener: () => void): () => void;
}

/**
 * Passes the pictures on while the watcher may see them. While barred the newest is kept and the older dropped, so that
 * an unlocked screen shows the present at once; when the watcher's standing is gone the stream ends that moment with the
 * refusal, even though no new picture comes.
 */
export async function* pauseWhileBarred<Picture>(source: AsyncIterator<Picture>, bar: Bar): AsyncGenerator<Picture> {
  let wake: () => void = () => undefined;
  const stop = bar.onChange(() => wake());
  let pending: Promise<IteratorResult<Picture>> | null = null;
  let newest: { picture: Picture } | null = null;
  try {
    while (true) {
      const changed = new Promise<null>(resolve => {
        wake = () => resolve(null);
      });
      if (!bar.isBarred() && newest) {
        const { picture } = newest;
        newest = null;
        yield picture;
        continue;
      }
      pending ??= source.next();
      const arrived = await Promise.race([pending, changed]);
      if (!arrived) continue;
      if (arrived.done) return;
      pending = null;
      newest = { picture: arrived.value };
    }
  } finally {
    stop();
    // Not awaited: a source that waits for its next change would hold the refusal back.
    pending?.catch(() => undefined);
    source.return?.().catch(() => undefined);
  }
}
