import { seededRandom } from '../../main/queue/seeded-random.ts';

/** Choices that a seed repeats. When exactly a kill meets the service's work stays chance. */
export interface Random {
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

export function randomOf(seed: number): Random {
  const next = seededRandom(seed);
  return {
    between: (from, to) => from + next() * (to - from),
    chance: probability => next() < probability,
    pick: items => items[Math.floor(next() * items.length)]!,
  };
}
