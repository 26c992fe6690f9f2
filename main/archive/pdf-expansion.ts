import { setImmediate as nextTurn } from 'node:timers/promises';
import { beginsLikeFlate, inflateBounded } from './pdf-streams.ts';

export interface ExpansionLimits {
  /** one stream, unpacked */
  streamBytes: number;
  /** all of them together */
  totalBytes: number;
  /** how deep streams may be packed in one another */
  depth: number;
  /** a stream packed in another one has to be held in memory while it is looked into */
  innerBytes: number;
}

/** Streams looked at between two looks at what else the service has to do. */
const streamsPerTurn = 200;

/**
 * True when no stream of the PDF expands beyond the limits. Every place is tried where a stream may begin, whatever its
 * dictionary says of filter and length: what begins like Flate a viewer can be led to inflate.
 */
export async function expandsWithin(content: Buffer, limits: ExpansionLimits): Promise<boolean> {
  let leftBytes = limits.totalBytes;
  let count = 0;
  for (let at = content.indexOf('stream'); at >= 0; at = content.indexOf('stream', at + 6)) {
    count += 1;
    if (count % streamsPerTurn === 0) await nextTurn();
    let packed: Buffer | null = content.subarray(nextLine(content, at + 6));
    for (let depth = 1; packed && beginsLikeFlate(packed); depth += 1) {
      if (depth > limits.depth) return false;
      const inflated = await inflateBounded(packed, Math.min(limits.streamBytes, leftBytes));
      if (inflated.kind === 'tooLong') return false;
      leftBytes -= inflated.byteCount;
      if (!beginsLikeFlate(inflated.beginning)) break;
      const inner = await inflateBounded(packed, limits.innerBytes, limits.innerBytes);
      if (inner.kind === 'tooLong') return false;
      packed = inner.kept;
    }
  }
  return true;
}

/** Viewers skip whatever stands on the line of the word `stream`. */
function nextLine(content: Buffer, from: number): number {
  let at = from;
  while (at < content.length && content[at] !== 0x0a && content[at] !== 0x0d) at += 1;
  return content[at] === 0x0d && content[at + 1] === 0x0a ? at + 2 : at + 1;
}
