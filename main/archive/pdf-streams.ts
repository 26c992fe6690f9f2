import { createInflate } from 'node:zlib';

/** One inflation step of the service: small enough that the hall is heard in between. */
const stepBytes = 256 * 1024;

export interface Inflated {
  /** broken: no Flate stream, or one that breaks off; what came before counts, since viewers show it */
  kind: 'whole' | 'tooLong' | 'broken';
  byteCount: number;
  /** the first two bytes */
  beginning: Buffer;
  /** all of it, when it is no longer than was to be kept */
  kept: Buffer | null;
}

/** RFC 1950: compression method 8, and the two bytes as a number divisible by 31. */
export function beginsLikeFlate(bytes: Buffer): boolean {
  return bytes.length >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

/**
 * Inflates the Flate stream that begins at the start of `packed`; it knows its own end. What comes out is counted and let go,
 * so a stream that expands without end costs no memory; up to `keepBytes` of it are kept.
 */
export function inflateBounded(packed: Buffer, mostBytes: number, keepBytes = 0): Promise<Inflated> {
  return new Promise(resolve => {
    const inflate = createInflate({ chunkSize: stepBytes });
    const chunks: Buffer[] = [];
    let beginning: Buffer = Buffer.alloc(0);
    let byteCount = 0;
    let at = 0;
    const finish = (kind: Inflated['kind']) => {
      inflate.destroy();
      resolve({ kind, byteCount, beginning, kept: kind !== 'tooLong' && byteCount <= keepBytes ? Buffer.concat(chunks) : null });
    };
    inflate.on('data', (chunk: Buffer) => {
      byteCount += chunk.length;
      if (beginning.length < 2) beginning = Buffer.concat([beginning, chunk.subarray(0, 2)]).subarray(0, 2);
      if (byteCount > mostBytes) finish('tooLong');
      else if (byteCount <= keepBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    inflate.on('end', () => finish('whole'));
    inflate.on('error', () => finish('broken'));
    const feed = () => {
      if (inflate.destroyed) return;
      const piece = packed.subarray(at, at + stepBytes);
      at += piece.length;
      if (at >= packed.length) inflate.end(piece);
      else inflate.write(piece, feed);
    };
    feed();
  });
}
