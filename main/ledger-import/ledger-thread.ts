import { Worker } from 'node:worker_threads';
import { LedgerFault } from './ledger-fault.ts';
import type { LedgerKind } from './ledger-rules.ts';
import type { FromLedgerWorker, LedgerTask, LedgerWork, LedgerWorkerData } from './ledger-worker-messages.ts';

/** A ledger that needs more than this in its thread is not one of a branch; the thread ends, the service goes on. */
const longestHeapMegabytes = 1500;
/** Short-lived values are cleared away early, so that they do not stand in the memory of the whole service. */
const youngHeapMegabytes = 16;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** A thread that holds one ledger. Asked one thing after the other; ends with `end()` or when the service ends. */
export class LedgerThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onRowsDone: (rowsDone: number) => void;
  #lastId = 0;
  #hasEnded = false;

  constructor(script: URL, kind: LedgerKind, onRowsDone: (rowsDone: number) => void) {
    this.#onRowsDone = onRowsDone;
    this.#worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: longestHeapMegabytes, maxYoungGenerationSizeMb: youngHeapMegabytes }, env: {}, workerData: { kind } satisfies LedgerWorkerData });
    // An idle ledger must not keep the service alive when it is asked to stop.
    this.#worker.unref();
    this.#worker.on('message', (message: FromLedgerWorker) => this.#take(message));
    this.#worker.on('error', error => this.#fail('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new LedgerFault('expandsTooFar', { cause: error }) : error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread of the ledger has ended')));
  }

  /** Throws LedgerFault when the file is to blame. */
  async ask<Task extends LedgerTask>(task: Task, asked: LedgerWork[Task]['asked'], moved: ArrayBuffer[] = []): Promise<LedgerWork[Task]['answer']> {
    if (this.#hasEnded) throw new Error('the thread of the ledger has ended');
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.postMessage({ id, task, asked }, moved);
    return await answer as LedgerWork[Task]['answer'];
  }

  /** Ends the thread at once, with what it holds. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    await this.#worker.terminate();
  }

  #take(message: FromLedgerWorker): void {
    if ('rowsDone' in message) {
      this.#onRowsDone(message.rowsDone);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('fault' in message) waiting?.reject(new LedgerFault(message.fault));
    else if ('error' in message) waiting?.reject(new Error(`the thread of the ledger failed: ${message.error}`));
    else waiting?.resolve(message.answer);
  }

  #fail(error: unknown): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
