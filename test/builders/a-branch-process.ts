import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Tests and benches run in the project's folder. */
const program = resolve('dist/main/branch.js');

export interface BranchProcess {
  address: string;
  /** the one-time link that makes a browser a station */
  link: string;
  dataFolder: string;
  child: ChildProcess;
  /** As Ctrl-C does; answers the exit code. The data stays. */
  stop(): Promise<number | null>;
  /** As a power cut does. The data stays. */
  kill(): Promise<void>;
  /** Ends it and removes the data, if the folder was made here. */
  dispose(): Promise<void>;
}

interface Wishes {
  isDemonstration?: boolean;
  dataFolder?: string;
  port?: number;
}

/** Starts the built branch service, as `npm start` does in browser mode, on a free port. */
export async function aBranchProcess({ isDemonstration = false, dataFolder, port = 0 }: Wishes = {}): Promise<BranchProcess> {
  const folder = dataFolder ?? await mkdtemp(join(tmpdir(), 'branch-desk-'));
  const child = spawn(process.execPath, [program, '--json', '--port', String(port), '--data', folder, ...(isDemonstration ? ['--demo'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>(resolve => { child.once('exit', code => resolve(code)); });
  const said: string[] = [];
  child.stderr.on('data', part => said.push(String(part)));
  const { address, link } = await new Promise<{ address: string; link: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', line => resolve(JSON.parse(line)));
    void ended.then(code => reject(new Error(`the branch service ended with ${code}: ${said.join('')}`)));
  });

  return {
    address, link, dataFolder: folder, child,
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async dispose() {
      child.kill('SIGTERM');
      await ended;
      if (!dataFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}
