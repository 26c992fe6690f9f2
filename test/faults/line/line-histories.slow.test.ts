import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPostgres, type TestPostgres } from '../../builders/a-postgres.ts';
import { keptHistories } from './kept-histories.ts';
import { playHistories, playHistory } from './line-history.ts';
import { workInMemory } from './memory-disk.ts';

workInMemory();
let postgres: TestPostgres;
beforeAll(async () => { postgres = await aPostgres(); });
afterAll(() => postgres.dispose());

test.each(Object.entries(keptHistories))('%s, and nothing is lost, twice or different', async (_, history) => {
  await expect(playHistory(postgres, history)).resolves.toBeUndefined();
});

// Always the same, so that who changes something else is not told of a fault that was there before; others: npm run faults. They
// wait for PostgreSQL most of the time: four play at once.
test.concurrent.each([20261129, 20261130, 20261131, 20261132])('fifty histories of faults on the line (seed %i) end with everything at headquarters once, in order and the same', { timeout: 900_000 }, async seed => {
  let played = 0;
  await playHistories({ postgres, histories: 50, seed, onHistory: number => { played = number; } });
  expect(played).toBe(50);
});
