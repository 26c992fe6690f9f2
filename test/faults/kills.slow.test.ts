import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { killBranch } from './kill-history.ts';

test('a branch service killed twenty times loses no acknowledged command, does none twice and repeats no number', { timeout: 300_000 }, async ({ annotate }) => {
  const seed = randomInt(2 ** 31);
  await annotate(`npm run faults -- --kills 20 --seed ${seed}`);
  const result = await killBranch({ kills: 20, seed }).catch((error: unknown) => {
    throw new Error(`seed ${seed}`, { cause: error });
  });
  expect(result.kills).toBe(20);
  expect(result.acknowledged).toBeGreaterThan(20);
});
