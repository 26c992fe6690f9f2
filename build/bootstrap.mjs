// Runs before anything else and without any package: `npm start`, `npm test` and the other commands begin here on a
// machine that has only Node, npm and git. Sets up what is missing, then hands over.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { buildWhenChanged } from './bootstrap/build.mjs';
import { installWhenChanged } from './bootstrap/install.mjs';
import { checkNode, say } from './bootstrap/machine.mjs';

const commands = {
  start: './bootstrap/start.mjs',
  test: './bootstrap/test.mjs',
  check: './bootstrap/check.mjs',
};

const [command = 'start', ...rest] = process.argv.slice(2);

checkNode();
await installWhenChanged();
await buildWhenChanged();

if (command in commands) {
  const { run } = await import(commands[command]);
  process.exitCode = await run(rest);
} else if (command === 'node') {
  // `bootstrap node SCRIPT …`: everything set up, then a script of ours.
  process.exitCode = await new Promise(resolve => {
    spawn(process.execPath, rest, { stdio: 'inherit' }).on('exit', code => resolve(code ?? 1));
  });
} else {
  say(`unknown command: ${command}`);
  process.exitCode = 2;
}
