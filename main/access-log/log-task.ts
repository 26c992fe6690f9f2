import { Worker } from 'node:worker_threads';
import type { Verification } from '../../shared/access-log.ts';
import type { LogFileOwner } from './log-export-store.ts';

/** What the thread beside the service does with the whole log, reading the database by itself. */
export type LogTask =
  | { task: 'verify'; databaseFile: string; owner: LogFileOwner; nowMs: number }
  | { task: 'export'; databaseFile: string; owner: LogFileOwner; file: string };

export interface LogTaskAnswer {
  verify: Verification;
  export: { bytes: number };
}

export type FromLogWorker = { answer: LogTaskAnswer[LogTask['task']] } | { error: string };

/** The log is read in small pieces: a thread that needs more than this has gone wrong, and ends alone. */
const longestHeapMegabytes = 512;

/** Runs one task in a thread of its own, which ends with it. */
export async function runLogTask<Task extends LogTask>(script: URL, task: Task): Promise<LogTaskAnswer[Task['task']]> {
  const worker = new Worker(script, { workerData: task, env: {}, resourceLimits: { maxOldGenerationSizeMb: longestHeapMegabytes } });
  try {
    const message = await new Promise<FromLogWorker>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread that reads the access log has ended')));
    });
    if ('error' in message) throw new Error(`the thread that reads the access log failed: ${message.error}`);
    // Each task answers with what LogTaskAnswer says of it.
    return message.answer as LogTaskAnswer[Task['task']];
  } finally {
    await worker.terminate();
  }
}
