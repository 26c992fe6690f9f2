import fc from 'fast-check';
import type { TestPostgres } from '../../builders/a-postgres.ts';
import { heal } from './healing.ts';
import { checkWorld } from './line-oracle.ts';
import { anyMove, type History, type Move } from './moves.ts';
import { aWorld, type World } from './world.ts';

const longestHistory = 12;

/** Plays a history to its end, lets everything heal, and throws when anything is lost, twice or different. */
export async function playHistory(postgres: TestPostgres, { program, survivor, moves }: History): Promise<void> {
  await inWorld(postgres, { program, survivor }, async world => {
    for (const move of moves) if (world.allows(move)) await world.play(move);
  });
}

async function inWorld(postgres: TestPostgres, { program, survivor }: Omit<History, 'moves'>, live: (world: World) => Promise<void>): Promise<void> {
  const world = await aWorld(postgres, program);
  try {
    await live(world);
    await checkWorld(world, await heal(world, survivor));
  } finally {
    await world.dispose();
  }
}

/** A move as fast-check plays it. Whether it may be played is asked of the world itself. */
class Played implements fc.AsyncCommand<object, World, true> {
  constructor(readonly move: Move) {}
  async check(): Promise<boolean> { return true; }
  async run(_: object, world: World): Promise<void> {
    if (world.allows(this.move)) await world.play(this.move);
  }
  toString(): string { return JSON.stringify(this.move); }
}

export interface HistoriesPlan {
  postgres: TestPostgres;
  histories: number;
  seed: number;
  onHistory?(number: number): void;
}

/** Plays random histories. Throws with the shortest one that fails, as `History` in JSON, and the seed. */
export async function playHistories({ postgres, histories, seed, onHistory }: HistoriesPlan): Promise<void> {
  let played = 0;
  const beginning = fc.record({ program: fc.constantFrom<History['program']>('older', 'same'), survivor: fc.constantFrom<History['survivor']>('first', 'clone') });
  const moves = fc.commands<object, World, true>(anyMove.map(arbitrary => arbitrary.map(move => new Played(move))), { maxCommands: longestHistory, size: 'max' });
  await fc.assert(fc.asyncProperty(beginning, moves, async (begun, commands) => {
    await inWorld(postgres, begun, world => fc.asyncModelRun(() => ({ model: {}, real: world }), commands));
    onHistory?.(played += 1);
  }), { seed, numRuns: histories });
}
