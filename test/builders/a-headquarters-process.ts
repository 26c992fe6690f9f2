import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Tests run in the project's folder. */
const program = resolve('dist/main/headquarters.js');

export interface HeadquartersProcess {
  address: string;
  firstLogin: { loginName: string; password: string };
  /** where its database listens, for who changes rows behind its back */
  databaseUrl: string;
  dataFolder: string;
  processId: number;
  /** As a power cut does. The data stays. */
  kill(): Promise<void>;
  /** Ends it and removes its data, if the folder was made here. */
  dispose(): Promise<void>;
}

interface Wishes {
  dataFolder?: string;
  port?: number;
  /** left out: a PostgreSQL of its own */
  databaseUrl?: string;
  /** further settings, as an operator gives them */
  env?: Record<string, string>;
}

/** Starts the built headquarters service, on a free port where none is named. */
export async function aHeadquartersProcess({ dataFolder, port = 0, databaseUrl = '', env = {} }: Wishes = {}): Promise<HeadquartersProcess> {
  const folder = dataFolder ?? await mkdtemp(join(tmpdir(), 'branch-desk-hq-'));
  const child = spawn(process.execPath, [program, '--json', '--port', String(port), '--data', folder], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: databaseUrl, HEADQUARTERS_NAME: '江城总部', ...env },
  });
  const ended = new Promise<number | null>(done => { child.once('exit', done); });
  const said: string[] = [];
  child.stderr.on('data', part => said.push(String(part)));
  const started = await new Promise<Pick<HeadquartersProcess, 'address' | 'firstLogin'>>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', line => done(JSON.parse(line)));
    void ended.then(code => fail(new Error(`the headquarters service ended with ${code}: ${said.join('')}`)));
  });
  return {
    ...started, databaseUrl: databaseUrl === '' ? await ownDatabase(folder) : databaseUrl,
    dataFolder: folder, processId: child.pid ?? 0,
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

async function ownDatabase(folder: string): Promise<string> {
  const [password, owner] = await Promise.all(['password', 'data/postmaster.pid'].map(name => readFile(join(folder, 'postgresql', name), 'utf8')));
  return `postgres://headquarters:${password?.trim()}@127.0.0.1:${owner?.split('\n')[3]}/postgres`;
}
