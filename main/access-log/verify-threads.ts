import { Worker } from 'node:worker_threads';
import type { CheckedLines } from './verify-lines.ts';
import type { LineChecker } from './verify-stream.ts';

interface Waiting { resolve(checked: CheckedLines): void; reject(error: unknown): void }

/** Threads that check runs of lines at the same time; each answers in the order it was asked. `end` them. */
export function lineThreads(script: URL, count: number): { check: LineChecker; end(): Promise<void> } {
  const threads = Array.from({ length: count }, () => {
    const worker = new Worker(script, { env: {} });
    const waiting: Waiting[] = [];
    const fail = (error: unknown) => { for (const { reject } of waiting.splice(0)) reject(error); };
    worker.on('message', (checked: CheckedLines) => waiting.shift()?.resolve(checked));
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('a thread of the verifier has ended')));
    return { worker, waiting };
  });
  return {
    check(lines) {
      const idlest = threads.reduce((best, thread) => thread.waiting.length < best.waiting.length ? thread : best);
      // A copy of its own can be handed over; what it was read from is used again.
      const run = typeof lines === 'string' ? new TextEncoder().encode(lines) : new Uint8Array(lines);
      const checked = new Promise<CheckedLines>((resolve, reject) => idlest.waiting.push({ resolve, reject }));
      // Awaited in its turn; until then nobody listens, which must not count as forgotten.
      checked.catch(() => undefined);
      idlest.worker.postMessage(run, [run.buffer]);
      return checked;
    },
    async end() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
