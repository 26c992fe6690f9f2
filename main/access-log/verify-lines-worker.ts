import { parentPort } from 'node:worker_threads';
import { checkLines } from './verify-lines.ts';

// A thread of the standalone verifier: checks runs of lines, one after the other.

parentPort?.on('message', (lines: Uint8Array) => {
  const checked = checkLines(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString('utf8'));
  parentPort?.postMessage(checked, [checked.leafHashes.buffer, checked.seqs.buffer, checked.ats.buffer] as ArrayBuffer[]);
});
