import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { timed } from './measure.ts';

interface PouchDb {
  bulkDocs(documents: object[]): Promise<unknown>;
  replicate: { to(address: string, options: object): Promise<{ docs_written: number }> };
}

/** Larger than PouchDB's own hundred: the best of some sizes tried. */
const options = { batch_size: 1000, batches_limit: 10 };

/** Documents a second that PouchDB (leveldb) replicates to express-pouchdb (leveldb) in another process, over plain HTTP, neither flushing its disk. */
export async function pouchDbPerSecond(documents: readonly object[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
  const peers = resolve('test/bench/pouchdb');
  const server = spawn(process.execPath, [join(peers, 'peer.cjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>(done => { createInterface({ input: server.stdout }).once('line', done); });
    const { default: PouchDB } = await import(createRequire(join(peers, 'package.json')).resolve('pouchdb')) as { default: new (name: string, options: object) => PouchDb };
    await mkdir(join(folder, 'client'));
    const database = new PouchDB('changes', { prefix: `${join(folder, 'client')}/` });
    for (let from = 0; from < documents.length; from += 5000) await database.bulkDocs(documents.slice(from, from + 5000));
    const { result, milliseconds } = await timed(() => database.replicate.to(`http://127.0.0.1:${port}/changes`, options));
    if (result.docs_written !== documents.length) throw new Error(`PouchDB replicated ${result.docs_written} of ${documents.length}`);
    return documents.length / (milliseconds / 1000);
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
