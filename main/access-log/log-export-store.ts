import { asc, desc, eq, gt, gte } from 'drizzle-orm';
import type { Queries } from '../database/database.ts';
import { accessLogCheckpoints, accessLogDetails, accessLogEntries } from './access-log-schema.ts';
import { trustedWitnesses } from './access-log-checkpoints-store.ts';
import type { CheckpointLine, EntryLine, LogFileHeader } from './log-file.ts';

/** Entries read at once: some hundred kilobytes. */
const entriesAtOnce = 1000;
const checkpointsAtOnce = 500;

/** What the exporting machine says of itself; the rest of the header is read from the log. */
export type LogFileOwner = Pick<LogFileHeader, 'branchName' | 'origin' | 'publicKey' | 'remembered' | 'exportedAt'>;

/**
 * The whole log as the lines of its file, some hundred at a time, each text ending with a newline. Read within one
 * snapshot, row by row as the entries are stored: nothing is left out, put right or hidden from the verifier.
 */
export async function* logFileLines(queries: Queries, owner: LogFileOwner): AsyncGenerator<string> {
  const [[newest], size, witnesses] = await Promise.all([
    queries.select({ size: accessLogCheckpoints.size }).from(accessLogCheckpoints).orderBy(desc(accessLogCheckpoints.size)).limit(1),
    queries.$count(accessLogEntries),
    trustedWitnesses(queries),
  ]);
  const header: LogFileHeader = {
    branchDeskLog: 1, ...owner, witnesses: witnesses.map(({ name, publicKey }) => ({ name, publicKey: publicKey.toString('base64') })),
    size, signedSize: newest?.size ?? null,
  };
  yield line(header);

  let afterSeq = Number.MIN_SAFE_INTEGER;
  const checkpoints = checkpointsBySize(queries);
  let next = (await checkpoints.next()).value;
  for (;;) {
    const rows = await queries
      .select({ seq: accessLogEntries.seq, bytes: accessLogEntries.bytes, salt: accessLogDetails.salt, content: accessLogDetails.content })
      .from(accessLogEntries).leftJoin(accessLogDetails, eq(accessLogDetails.seq, accessLogEntries.seq))
      .where(gt(accessLogEntries.seq, afterSeq)).orderBy(asc(accessLogEntries.seq)).limit(entriesAtOnce);
    if (rows.length === 0) break;
    const lines: string[] = [];
    for (const { seq, bytes, salt, content } of rows) {
      for (; next && next.size <= seq; next = (await checkpoints.next()).value) lines.push(checkpointText(next));
      lines.push(line<EntryLine>({ bytes, ...salt !== null && { salt }, ...content !== null && { content } }));
      afterSeq = seq;
    }
    yield lines.join('');
  }
  for (; next; next = (await checkpoints.next()).value) yield checkpointText(next);
}

async function* checkpointsBySize(queries: Queries): AsyncGenerator<typeof accessLogCheckpoints.$inferSelect, undefined> {
  let fromSize = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await queries.select().from(accessLogCheckpoints).where(gte(accessLogCheckpoints.size, fromSize))
      .orderBy(asc(accessLogCheckpoints.size)).limit(checkpointsAtOnce);
    yield* rows;
    if (rows.length < checkpointsAtOnce) return undefined;
    fromSize = rows.at(-1)!.size + 1;
  }
}

function checkpointText({ note, at }: { note: string; at: number }): string {
  return line<CheckpointLine>({ checkpoint: note, at });
}

function line<Line>(content: Line): string {
  return `${JSON.stringify(content)}\n`;
}
