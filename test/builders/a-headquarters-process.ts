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
  /** where its own database listens, for who changes rows behind its back */
  databaseUrl: string;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

/** Starts the built headquarters service with a PostgreSQL of its own, on a free port. */
export async function aHeadquartersProcess(): Promise<HeadquartersProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-hq-'));
  const child = spawn(process.execPath, [program, '--json', '--port', '0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '', HEADQUARTERS_NAME: '江城总部' } });
  const ended = new Promise<number | null>(done => { child.once('exit', done); });
  const said: string[] = [];
  child.stderr.on('data', part => said.push(String(part)));
  const started = await new Promise<Pick<HeadquartersProcess, 'address' | 'firstLogin'>>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', line => done(JSON.parse(line)));
    void ended.then(code => fail(new Error(`the headquarters service ended with ${code}: ${said.join('')}`)));
  });
  const [password, owner] = await Promise.all(['password', 'data/postmaster.pid'].map(name => readFile(join(folder, 'postgresql', name), 'utf8')));
  return {
    ...started, databaseUrl: `postgres://headquarters:${password?.trim()}@127.0.0.1:${owner?.split('\n')[3]}/postgres`,
    async dispose() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
