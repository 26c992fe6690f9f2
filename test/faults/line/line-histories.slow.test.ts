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

test('two hundred histories of faults on the line end with everything at headquarters once, in order and the same', { timeout: 900_000 }, async ({ annotate }) => {
  // Always the same, so that who changes something else is not told of a fault that was there before; others: npm run faults.
  const seed = 20261129;
  await annotate(`npm run faults -- --histories 200 --seed ${seed}`);
  let played = 0;
  await playHistories({ postgres, histories: 200, seed, onHistory: number => { played = number; } });
  expect(played).toBe(200);
});
