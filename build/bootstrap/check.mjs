import process from 'node:process';
import { inProject, runProgram, say } from './machine.mjs';

const node = (script, ...args) => runProgram(process.execPath, [inProject(script), ...args], { quiet: true });

/** The checks that read the code without running it: name and how. */
const readings = [
  ['types', () => node('node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo')],
  ['lint', () => node('node_modules/oxlint/bin/oxlint', '--deny-warnings')],
  ['architecture', () => node('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'build/architecture.mjs', 'main', 'renderer', 'shared')],
  ['unused code', () => node('node_modules/knip/bin/knip.js', '--config', 'build/knip.json')],
];

/** Reads the code in every way at once and says how each ended. Returns how many were good and how many not. */
export async function readTheCode() {
  const verdicts = await Promise.all(readings.map(([, read]) => read()));
  for (const [at, [name]] of readings.entries()) say(`${verdicts[at] ? '✓' : '✗'} ${name}`);
  const failed = verdicts.filter(isGood => !isGood).length;
  return { passed: verdicts.length - failed, failed };
}

/** Types, lint, architecture and the tests of the pure rules, within a minute. Returns the exit code. */
export async function run() {
  const { failed } = await readTheCode();
  const rules = await runProgram(process.execPath, [inProject('node_modules/vitest/vitest.mjs'), 'run', '--config', 'build/vitest.config.ts', '--project', 'rules']);
  return failed === 0 && rules ? 0 : 1;
}
