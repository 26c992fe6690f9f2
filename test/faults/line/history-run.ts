import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { aPostgres } from '../../builders/a-postgres.ts';
import { keptHistories } from './kept-histories.ts';
import { playHistories, playHistory } from './line-history.ts';
import { workInMemory } from './memory-disk.ts';

// npm run faults -- --histories 10000 --seed N

const { values } = parseArgs({ options: { histories: { type: 'string', default: '1000' }, seed: { type: 'string' } } });
const histories = Number(values.histories);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`${histories} histories, seed ${seed}`);
workInMemory();
const startedAt = performance.now();
const postgres = await aPostgres();
try {
  for (const history of Object.values(keptHistories)) await playHistory(postgres, history);
  await playHistories({ postgres, histories, seed, onHistory: number => { if (number % 100 === 0) say(`${number} histories: everything there once, in order, the same`); } });
  say(JSON.stringify({ faults: 'histories', seed, histories, seconds: Math.round((performance.now() - startedAt) / 1000) }));
} catch (error) {
  say(`seed ${seed}: ${error instanceof Error ? `${error.message}\n${String(error.cause instanceof Error ? error.cause.stack : error.stack)}` : String(error)}`);
  process.exitCode = 1;
} finally {
  await postgres.dispose();
}
