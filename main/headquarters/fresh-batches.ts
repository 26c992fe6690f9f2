/** Batches that were received a moment ago, packed as they came, for the archive: it need not read them out of the database again. */
export interface FreshBatches {
  keep(name: string, packed: Buffer): void;
  /** Undefined when it is not here (any more): another instance received it, this one was started since, or too much came at once. */
  take(name: string): Buffer | undefined;
}

const mostBytes = 32 * 1024 * 1024;

export function freshBatches(): FreshBatches {
  const kept = new Map<string, Buffer>();
  let bytes = 0;
  function take(name: string): Buffer | undefined {
    const packed = kept.get(name);
    kept.delete(name);
    bytes -= packed?.length ?? 0;
    return packed;
  }
  return {
    take,
    keep(name, packed) {
      // A copy: what came on a stick is a piece of the whole file.
      kept.set(name, Buffer.from(packed));
      bytes += packed.length;
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) return;
        take(oldest);
      }
    },
  };
}
