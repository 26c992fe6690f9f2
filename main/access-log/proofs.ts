import { nodeHashOf, splitPoint } from './merkle-tree.ts';

// Proofs of RFC 6962, sections 2.1.1 and 2.1.2. What a proof is made of is said as ranges of leaves, so that whoever keeps
// the tree decides how their hashes are found. Checking follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.

/** The leaves from `start` up to, not including, `end`. */
export interface LeafRange { start: number; end: number }

/** The ranges whose hashes prove that leaf `index` is in a tree of `size` leaves, nearest to the leaf first. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const split = start + splitPoint(end - start);
    if (index < split) {
      ranges.unshift({ start: split, end });
      end = split;
    } else {
      ranges.unshift({ start, end: split });
      start = split;
    }
  }
  return ranges;
}

/** The ranges whose hashes prove that a tree of `oldSize` leaves is the beginning of one of `newSize`. */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  if (!(oldSize >= 0 && oldSize <= newSize)) throw new RangeError(`a tree of ${oldSize} leaves is no beginning of one of ${newSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const ranges: LeafRange[] = [];
  let [start, end] = [0, newSize];
  // Down to the node that ends where the old tree ended.
  while (end !== oldSize) {
    const split = start + splitPoint(end - start);
    if (oldSize <= split) {
      ranges.unshift({ start: split, end });
      end = split;
    } else {
      ranges.unshift({ start, end: split });
      start = split;
    }
  }
  // Whoever checks knows the old root: it is left out where that node is the whole old tree.
  if (start !== 0) ranges.unshift({ start, end });
  return ranges;
}

/** Tells whether `proof` shows that the leaf is number `index` in the tree of `size` leaves with `root`. */
export function isIncluded(leafHash: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (!isPlace(index) || !isPlace(size) || index >= size) return false;
  let [place, last] = [index, size - 1];
  let hashed = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hashed = nodeHashOf(sibling, hashed);
      // At the right edge a node without a neighbour goes up as it is.
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hashed = nodeHashOf(hashed, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && hashed.equals(root);
}

/** Tells whether `proof` shows that the tree with `oldRoot` is the beginning of the one with `newRoot`. */
export function isConsistent(oldSize: number, newSize: number, oldRoot: Buffer, newRoot: Buffer, proof: readonly Buffer[]): boolean {
  if (!isPlace(oldSize) || !isPlace(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  if (oldSize === 0) return proof.length === 0;
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : [...proof];
  const first = path.shift();
  if (!first) return false;
  let [place, last] = [oldSize - 1, newSize - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  let [oldHash, newHash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      oldHash = nodeHashOf(sibling, oldHash);
      newHash = nodeHashOf(sibling, newHash);
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newHash = nodeHashOf(newHash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
}

// Sizes may pass 2^31: no bit operators.
const half = (value: number): number => Math.floor(value / 2);
const isPlace = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isPowerOfTwo = (value: number): boolean => 2 ** Math.round(Math.log2(value)) === value;
