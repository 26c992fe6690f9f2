import { hash } from 'node:crypto';

// RFC 6962, section 2.1: the hash of a leaf is SHA-256 of 0x00 and its bytes, the hash of a node SHA-256 of 0x01 and its
// two children; a tree of n leaves is split at the largest power of two smaller than n.

export const hashBytes = 32;

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer');

const pair = Buffer.alloc(1 + 2 * hashBytes, 0x01);

/** The hash of a node above two others. */
export function nodeHashOf(left: Buffer, right: Buffer): Buffer {
  // One scratch buffer: nothing is awaited between filling and hashing it.
  left.copy(pair, 1);
  right.copy(pair, 1 + hashBytes);
  return hash('sha256', pair, 'buffer');
}

/** The largest power of two smaller than `count` (of two or more): where a tree of so many leaves is split. */
export function splitPoint(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}

/** The root over neighbouring nodes of one height, of which all but those at the right edge are whole. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  let level = hashes;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) above.push(nodeHashOf(level[at]!, level[at + 1]!));
    // A node without a neighbour goes up as it is: the split at powers of two leaves it alone until it meets one.
    if (level.length % 2 === 1) above.push(level.at(-1)!);
    level = above;
  }
  return level[0]!;
}

/**
 * A tree that grows by one leaf after the other and remembers only the roots of its whole subtrees: at most one per
 * power of two, so a log of any length is hashed in constant memory.
 */
export class GrowingTree {
  #size = 0;
  /** from the largest, leftmost subtree to the smallest */
  readonly #whole: Buffer[] = [];

  get size(): number { return this.#size; }

  append(leafHash: Buffer): void {
    let hashed = leafHash;
    // Each trailing one of the size is a whole subtree as high as the one just finished.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) hashed = nodeHashOf(this.#whole.pop()!, hashed);
    this.#whole.push(hashed);
    this.#size += 1;
  }

  root(): Buffer {
    return this.#whole.length === 0 ? emptyRoot : this.#whole.reduceRight((right, left) => nodeHashOf(left, right));
  }
}
