import { v7 } from 'uuid';

/** Chance that repeats: the same seed gives the same demonstration. */
export interface SeededRandom {
  /** from 0 up to, not including, 1 */
  fraction(): number;
  /** a whole number, both ends included */
  between(from: number, to: number): number;
  /** true in this share of cases */
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** picks by weight; the weights need not sum to 1 */
  pickWeighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  /** log-normal with this median: many a little shorter, a few much longer, as times at a counter are */
  spread(median: number, sigma: number): number;
  /** UUIDv7 of this instant (UTC ms) */
  id(at: number): string;
}

/** mulberry32 (public domain, Tommy Ettinger): 32 bits of state are plenty for a demonstration. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };

  return {
    fraction,
    between,
    chance: share => fraction() < share,
    pick,
    pickWeighted(items) {
      let left = fraction() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[0];
    },
    spread(median, sigma) {
      // Box–Muller; 1 - fraction is never 0, whose logarithm would be infinite.
      const normal = Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
      return median * Math.exp(sigma * normal);
    },
    id: at => v7({ msecs: at, random: Uint8Array.from({ length: 16 }, () => between(0, 255)) }),
  };
}
