import type { SyncDetails, SyncState } from '../../shared/sync-state.ts';
import type { Queries } from '../database/database.ts';
import { newestTakes, readLine, readWaiting } from './line-store.ts';
import { writtenSeq } from './seal-journal-store.ts';

/** Answers to directives that who looks closer is shown. */
const takesShown = 30;

/** The line as the database knows it, for people. */
export async function readSyncState(reader: Queries): Promise<Omit<SyncState, 'asOf' | 'filesWaiting' | 'isUnderWay' | 'nextTryAt'>> {
  const line = await readLine(reader);
  if (!line) return { headquartersName: null, waiting: { changes: 0, oldestAt: null }, completeTo: null, lastContactAt: null, trouble: null };
  const { headquartersName, lastContactAt, receivedToAt, trouble } = line;
  const waiting = await readWaiting(reader, line);
  // Where nothing waits, everything up to the last word of headquarters is there.
  const completeTo = waiting.changes > 0 || lastContactAt === null ? receivedToAt : Math.max(lastContactAt, receivedToAt ?? 0);
  return { headquartersName, waiting, completeTo, lastContactAt, trouble };
}

/** Null while the branch is not enrolled. */
export async function readSyncDetails(reader: Queries): Promise<Omit<SyncDetails, 'filesWaiting'> | null> {
  const line = await readLine(reader);
  if (!line) return null;
  const { address, headquartersName, headquartersPublicKey, certificate, enrolledAt, epoch, base, sealedSeq, receivedSeq, durableSeq, receivedAt, directive, newestDirective, clockOffsetMs, missed, compared, witnessRefused } = line;
  return {
    address, headquartersName, headquartersPublicKey, certificate, enrolledAt, epoch, receivedAt, directive, newestDirective, clockOffsetMs, missed: (missed ?? []).map(({ epoch: of, from, to }) => ({ epoch: of, from, to })), witnessRefused,
    compared: compared && { at: compared.at, rows: compared.rows, differing: compared.differing },
    written: await writtenSeq(reader) - base, sealed: sealedSeq, received: receivedSeq, durable: durableSeq,
    takes: (await newestTakes(reader, takesShown)).map(({ number, kind, outcome, code, at }) => ({ number, kind, outcome, code, at })),
  };
}
