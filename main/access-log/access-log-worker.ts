import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Readers } from '../database/readers.ts';
import type { Queries } from '../database/database.ts';
import { logFileLines } from './log-export-store.ts';
import type { FromLogWorker, LogTask, LogTaskAnswer } from './log-task.ts';
import { verifyRuns } from './verify-stream.ts';

// The thread that reads the whole access log, so that a call in the hall never waits for it.

// Whoever starts this thread gives it a LogTask.
const task = workerData as LogTask;

void run().then(
  answer => post({ answer }),
  // The name and place only: a message could quote an entry, and entries are personal data.
  (error: unknown) => post({ error: error instanceof Error ? `${error.name} ${error.stack?.split('\n').slice(1, 4).join(' ') ?? ''}` : 'unknown' }),
);

async function run(): Promise<LogTaskAnswer[LogTask['task']]> {
  const readers = await Readers.open(task.databaseFile, 1);
  try {
    return await readers.read<LogTaskAnswer[LogTask['task']]>(reader => {
      if (task.task === 'export') return writeLog(reader, task.file);
      const { publicKey } = task.owner;
      return verifyRuns(logFileLines(reader, task.owner), { publicKey: Buffer.from(publicKey, 'base64') }, task.nowMs);
    });
  } finally {
    await readers.close();
  }
}

async function writeLog(reader: Queries, file: string): Promise<{ bytes: number }> {
  const made = await open(file, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const lines of logFileLines(reader, task.owner)) {
      const piece = Buffer.from(lines, 'utf8');
      await made.writeFile(piece);
      bytes += piece.length;
    }
    return { bytes };
  } finally {
    await made.close();
  }
}

function post(message: FromLogWorker): void {
  parentPort?.postMessage(message);
}
