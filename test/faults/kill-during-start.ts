import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const program = resolve('dist/main/branch.js');

/** Starts the service on `folder` and kills it after so many milliseconds, wherever it has got to. */
export async function killDuringStart(folder: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [program, '--json', '--port', '0', '--data', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', part => said.push(String(part)));
  const ended = new Promise<number | null>(settle => { child.once('exit', settle); });
  const kill = setTimeout(() => child.kill('SIGKILL'), afterMs);
  const code = await ended;
  clearTimeout(kill);
  if (code !== null) throw new Error(`the branch service could not start after a kill: ${said.join('')}`);
}
