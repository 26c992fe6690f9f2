import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { killBranch } from './kill-history.ts';

// npm run faults -- --kills 1000 --seed N

const { values } = parseArgs({ options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string' }, windows: { type: 'string', default: '4' } } });
const kills = Number(values.kills);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`${kills} kills, seed ${seed}`);
const startedAt = performance.now();
try {
  const result = await killBranch({
    kills, seed, windowCount: Number(values.windows),
    onKill(kill, told) {
      if (kill % 25 === 0) say(`${kill} kills: ${told} acknowledged commands, each there once`);
    },
  });
  say(JSON.stringify({ faults: 'kills', seed, ...result, seconds: Math.round((performance.now() - startedAt) / 1000) }));
} catch (error) {
  say(`seed ${seed}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  process.exitCode = 1;
}
