import type { Verification } from '../../shared/access-log.ts';
import { type LogFileHeader, logFileHeader } from './log-file.ts';
import { type CheckedLines, checkLines } from './verify-lines.ts';
import { type Elsewhere, LogVerifier } from './verify-log.ts';

/** What was given is no log of this program, or no longer one. */
export class NotALog extends Error {}

/** Checks runs of lines one after the other, or several at a time in other threads. */
export type LineChecker = (lines: Uint8Array | string) => CheckedLines | Promise<CheckedLines>;

/** How many runs may be on their way: enough to keep every thread busy, few enough to stay small. */
const runsOnTheirWay = 6;
const longestHeader = 256 * 1024;

/**
 * Verifies a log given as runs of whole lines, the first of which begins with the header.
 *
 * @throws NotALog
 */
export async function verifyRuns(runs: AsyncIterable<Uint8Array | string>, elsewhere: Elsewhere, nowMs: number, check: LineChecker = checkHere): Promise<Verification> {
  let verifier: LogVerifier | null = null;
  const onTheirWay: (CheckedLines | Promise<CheckedLines>)[] = [];
  for await (const run of runs) {
    let lines = run;
    if (!verifier) {
      const { header, rest } = splitHeader(run);
      verifier = new LogVerifier(header, elsewhere, nowMs);
      lines = rest;
    }
    if (lines.length > 0) onTheirWay.push(check(lines));
    if (onTheirWay.length >= runsOnTheirWay) verifier.take(await onTheirWay.shift()!);
  }
  if (!verifier) throw new NotALog('the file is empty');
  for (const lines of onTheirWay) verifier.take(await lines);
  return verifier.result();
}

/** Cuts a file's bytes into runs of whole lines. @throws NotALog for a line no log has */
export async function* runsOfLines(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const block of blocks) {
    const bytes = Buffer.concat([rest, block]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (rest.length > longestLineBytes) throw new NotALog('a line is too long');
  }
  if (rest.length > 0) yield rest;
}

const longestLineBytes = 4 * 1024 * 1024;

function checkHere(lines: Uint8Array | string): CheckedLines {
  return checkLines(typeof lines === 'string' ? lines : Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString('utf8'));
}

function splitHeader(run: Uint8Array | string): { header: LogFileHeader; rest: Uint8Array | string } {
  const end = typeof run === 'string' ? run.indexOf('\n') : run.indexOf(0x0a);
  const first = end < 0 ? run : run.slice(0, end);
  if (first.length > longestHeader) throw new NotALog('the first line is too long');
  const header = logFileHeader.safeParse(parse(typeof first === 'string' ? first : Buffer.from(first).toString('utf8')));
  if (!header.success) throw new NotALog('the first line is not the header of a log');
  return { header: header.data, rest: end < 0 ? '' : run.slice(end + 1) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
