import { and, asc, desc, eq, gte, lt } from 'drizzle-orm';
import type { Database, Queries } from '../database/database.ts';
import { accessLogEntries, accessLogSubtrees } from './access-log-schema.ts';
import { emptyRoot, nodeHashOf, rootOf, splitPoint } from './merkle-tree.ts';
import { consistencyRanges, inclusionRanges, type LeafRange } from './proofs.ts';

// The tree over the entries as they are stored. Hashes of whole subtrees of 256, 65,536, … leaves are kept beside them, so
// that a root or a proof of millions of entries reads a few hundred rows.

/** How many children a kept subtree has: eight levels of the tree. */
const width = 256;
const levelsPerRow = 8;
/** Level-1 subtrees made in one go: 16,384 leaf hashes, about 10 ms of hashing. */
const subtreesAtOnce = 64;

/** How many entries the log has. */
export async function logSize(queries: Queries): Promise<number> {
  const [last] = await queries.select({ seq: accessLogEntries.seq }).from(accessLogEntries).orderBy(desc(accessLogEntries.seq)).limit(1);
  return (last?.seq ?? -1) + 1;
}

/** Reads the tree within one snapshot; remembers what it has read. */
export class StoredTree {
  readonly #queries: Queries;
  readonly #blocks = new Map<string, Promise<Buffer[]>>();

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  /** The root over the first `size` entries. @throws RangeError when there are fewer */
  root(size: number): Promise<Buffer> {
    return size === 0 ? Promise.resolve(emptyRoot) : this.#rangeHash(0, size);
  }

  /** That entry `seq` is in the tree of the first `size` entries. */
  inclusionProof(seq: number, size: number): Promise<Buffer[]> {
    return this.#hashesOf(inclusionRanges(seq, size));
  }

  /** That the first `oldSize` entries are the beginning of the first `newSize`. */
  consistencyProof(oldSize: number, newSize: number): Promise<Buffer[]> {
    return this.#hashesOf(consistencyRanges(oldSize, newSize));
  }

  async #hashesOf(ranges: LeafRange[]): Promise<Buffer[]> {
    const hashes: Buffer[] = [];
    for (const { start, end } of ranges) hashes.push(await this.#rangeHash(start, end));
    return hashes;
  }

  async #rangeHash(start: number, end: number): Promise<Buffer> {
    const count = end - start;
    const height = Math.round(Math.log2(count));
    if (2 ** height === count && start % count === 0) return this.#node(height, start / count);
    const split = start + splitPoint(count);
    const left = await this.#rangeHash(start, split);
    return nodeHashOf(left, await this.#rangeHash(split, end));
  }

  /** The whole subtree of 2^height leaves, counted from the left. */
  async #node(height: number, number: number): Promise<Buffer> {
    const level = Math.floor(height / levelsPerRow);
    const count = 2 ** (height - level * levelsPerRow);
    const first = number * count;
    const block = Math.floor(first / width);
    const hashes = await this.#block(level, block);
    const children = hashes.slice(first - block * width, first - block * width + count);
    if (children.length === count) return rootOf(children);
    if (level === 0) throw new RangeError('the tree has fewer entries than that');
    // Not kept yet: they are made with checkpoints. From below, at the price of reading more.
    const below = await this.#node(height - 1, number * 2);
    return nodeHashOf(below, await this.#node(height - 1, number * 2 + 1));
  }

  #block(level: number, block: number): Promise<Buffer[]> {
    const key = `${level}/${block}`;
    let hashes = this.#blocks.get(key);
    if (!hashes) this.#blocks.set(key, hashes = childHashes(this.#queries, level, block * width, width));
    return hashes;
  }
}

/** Hashes of up to `count` neighbours of one level, from number `first`; ends before the first that is missing. */
async function childHashes(queries: Queries, level: number, first: number, count: number): Promise<Buffer[]> {
  const rows = level === 0
    ? await queries.select({ number: accessLogEntries.seq, hash: accessLogEntries.leafHash }).from(accessLogEntries)
      .where(and(gte(accessLogEntries.seq, first), lt(accessLogEntries.seq, first + count))).orderBy(asc(accessLogEntries.seq))
    : await queries.select({ number: accessLogSubtrees.number, hash: accessLogSubtrees.hash }).from(accessLogSubtrees)
      .where(and(eq(accessLogSubtrees.level, level), gte(accessLogSubtrees.number, first), lt(accessLogSubtrees.number, first + count)))
      .orderBy(asc(accessLogSubtrees.number));
  const gap = rows.findIndex((row, at) => row.number !== first + at);
  return (gap < 0 ? rows : rows.slice(0, gap)).map(row => row.hash);
}

/** Makes the hashes of whole subtrees that have been filled since the last time. In steps: others' changes go in between. */
export async function keepSubtrees(database: Database): Promise<void> {
  for (let level = 1; ; level += 1) {
    let isAny = false;
    for (;;) {
      const made = await database.read(async reader => {
        const [last] = await reader.select({ number: accessLogSubtrees.number }).from(accessLogSubtrees)
          .where(eq(accessLogSubtrees.level, level)).orderBy(desc(accessLogSubtrees.number)).limit(1);
        const first = (last?.number ?? -1) + 1;
        isAny ||= first > 0;
        const children = await childHashes(reader, level - 1, first * width, width * subtreesAtOnce);
        return Array.from({ length: Math.floor(children.length / width) }, (_, at) => ({
          level, number: first + at, hash: rootOf(children.slice(at * width, (at + 1) * width)),
        }));
      });
      if (made.length === 0) break;
      isAny = true;
      await database.change(tx => tx.insert(accessLogSubtrees).values(made).onConflictDoNothing().run());
    }
    if (!isAny) return;
  }
}
