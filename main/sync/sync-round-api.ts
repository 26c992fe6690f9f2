import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Logger } from 'pino';
import { syncProtocol, type EpochReason } from '../../shared/sync.ts';
import type { Clock } from '../branch/branch-parts.ts';
import type { BranchKey } from '../branch/branch-key.ts';
import type { Database } from '../database/database.ts';
import { LineAway } from './carry.ts';
import { HeadquartersRefusal, type HeadquartersCalls, type PulledDirective } from './headquarters-calls.ts';
import { forgetMissed, goOnFrom, keepEpoch, keepReceipts, noteTold, readLine, readLineNow, readWaiting, tellAgain, untoldTakes, wishForEpoch } from './line-store.ts';
import type { LineTokens } from './line-token-store.ts';
import { nextStep, type LineNow, type Missed, type RoundSoFar } from './next-step.ts';
import { roundEndOf, type RoundEnd } from './round-end.ts';
import { SealFault } from './seal-fault.ts';
import { findSealedAfter, pruneJournal, readSealedBody, sealNext, type SealedBatch } from './seal-journal-store.ts';

const packed = promisify(gzip);
/** Packing harder takes three times as long and saves a fifteenth. */
const pack = (body: Buffer) => packed(body, { level: constants.Z_BEST_SPEED });
/** Takes of one pull. */
const mostTakes = 500;
/** Headquarters that answers every batch with another gap is not well: a pause helps more than the next try. */
const mostGaps = 3;

export interface RoundParts {
  database: Database;
  clock: Clock;
  log: Logger;
  branchKey: Pick<BranchKey, 'signSeal'>;
  branchId: string;
  /** the application's version, as headquarters' people see it */
  version: string;
  calls: HeadquartersCalls;
  tokens: LineTokens;
  takeDirective(directive: PulledDirective): Promise<void>;
  filesWaiting(): Promise<number>;
  /**
   * Brings back from headquarters what an older epoch had beyond the backup this database was put back from, before anything
   * is sent. What it writes is journalled like any change and so reaches headquarters after what was put back. May be asked
   * again for the same when it failed. Left out: it is only shown.
   */
  fetchMissed?(missed: Missed, calls: HeadquartersCalls): Promise<void>;
}

/**
 * One round on the line: report → push until nothing waits → pull until nothing is new → prune. Never throws. Whatever it did
 * before it failed is kept; the next round goes on from there. `mayReportLater`: headquarters was heard of a moment ago.
 */
export async function runRound(parts: RoundParts, { mayReportLater = false } = {}): Promise<RoundEnd> {
  for (let gaps = 0; ; gaps += 1) {
    const end = await takeSteps(parts, mayReportLater && gaps === 0).then((): RoundEnd => ({ kind: 'done' }), error => {
      const judged = roundEndOf(error);
      if (judged.kind !== 'done' && judged.kind !== 'goOn' && isUnforeseen(judged)) parts.log.error({ err: error }, 'a round with headquarters failed');
      return judged;
    });
    if (end.kind !== 'goOn') return end;
    if (gaps === mostGaps) return { kind: 'again', trouble: { code: 'HEADQUARTERS_FAULT', data: { code: 'BATCH_GAP' } }, afterMs: null };
    await parts.database.change(tx => goOnFrom(tx, end.expected));
  }
}

function isUnforeseen(end: RoundEnd): boolean {
  return 'trouble' in end && end.trouble?.code === 'FAULT';
}

async function takeSteps(parts: RoundParts, hasReported: boolean): Promise<void> {
  const { database } = parts;
  let line = await readNow(parts);
  const round: RoundSoFar = { hasReported, pushesUpTo: line.writtenSeq, fetchesMissed: parts.fetchMissed !== undefined, hasPulledAll: false, hasPruned: false };
  for (;;) {
    const next = nextStep(line, round);
    switch (next.step) {
      case 'beginEpoch':
        await beginEpoch(parts, line, next);
        line = await readNow(parts);
        round.hasReported = false;
        round.pushesUpTo = line.writtenSeq;
        break;
      case 'report':
        round.hasReported = await reportOrWish(parts, line);
        break;
      case 'fetchMissed':
        await parts.fetchMissed?.(next.missed, parts.calls);
        await database.change(tx => forgetMissed(tx, next.missed.epoch));
        break;
      case 'push':
        await pushWaiting(parts, line, round.pushesUpTo);
        break;
      case 'pull':
        await pullAll(parts);
        round.hasPulledAll = true;
        break;
      case 'prune':
        // In small steps, between which the counters' commands are served.
        while (await database.change(pruneJournal));
        round.hasPruned = true;
        break;
      case 'wait':
        throw Object.assign(new Error(next.code), { code: next.code });
      case 'rest':
        return;
    }
    line = await readNow(parts);
  }
}

async function readNow({ database }: RoundParts): Promise<LineNow> {
  const line = await database.read(readLineNow);
  if (!line) throw new Error('there is no line to headquarters');
  return line;
}

async function beginEpoch({ database, calls, log }: RoundParts, line: LineNow, wish: { why: EpochReason; keptUpTo: number }): Promise<void> {
  await database.change(tx => wishForEpoch(tx, { why: wish.why, keptUpTo: wish.keptUpTo }));
  const begun = await calls.beginEpoch({ epoch: line.epoch, why: wish.why, keptUpTo: wish.keptUpTo });
  await database.change(tx => keepEpoch(tx, begun));
  log.warn({ why: wish.why, before: line.epoch, ...begun }, 'a new epoch has begun');
}

/** False when headquarters was put back from before this epoch began: the branch then goes on in another one. */
async function reportOrWish(parts: RoundParts, line: LineNow): Promise<boolean> {
  try {
    await report(parts, line);
    return true;
  } catch (error) {
    if (!(error instanceof HeadquartersRefusal && error.code === 'BRANCH_NOT_FOUND')) throw error;
    await parts.database.change(tx => wishForEpoch(tx, { why: 'headquartersPutBack', keptUpTo: line.sealedSeq }));
    return false;
  }
}

async function report(parts: RoundParts, line: LineNow, isSecondTry = false): Promise<void> {
  const { database, clock, calls, tokens, version } = parts;
  const waiting = await database.read(async reader => {
    const stored = await readLine(reader);
    return stored ? readWaiting(reader, stored) : { changes: 0, oldestAt: null };
  });
  const askedAt = clock.now();
  const files = { waiting: await parts.filesWaiting() };
  try {
    const { token, clock: theirs, untoldFrom, ...receipts } = await calls.report({
      epoch: line.epoch, versions: { protocol: syncProtocol, schema: database.state.schemaVersion, application: version }, clock: askedAt,
      written: line.writtenSeq, waiting: waiting.changes, oldestWaitingAt: waiting.oldestAt, directive: line.directive, files,
    });
    // On disk before its first use: headquarters ends the old one with that.
    if (token !== null) await tokens.replace(token);
    const at = clock.now();
    await database.change(async tx => {
      await keepReceipts(tx, receipts, { at, clockOffsetMs: Math.round(theirs - (askedAt + at) / 2) });
      if (untoldFrom !== null) await tellAgain(tx, untoldFrom);
    });
  } catch (error) {
    const isTokenUnknown = error instanceof HeadquartersRefusal && error.code === 'TOKEN_UNKNOWN';
    if (!isTokenUnknown || isSecondTry || !await tokens.goBack()) throw error;
    await report(parts, line, true);
  }
}

interface Prepared extends SealedBatch { gzipped: Buffer }

/** Sends one batch after the other; the next is read and packed while the one before is on the way, and no third is in memory. */
async function pushWaiting(parts: RoundParts, line: LineNow, upTo: number): Promise<void> {
  const { database, clock, calls } = parts;
  let prepared: Promise<Prepared> | null = prepareBatch(parts, line.receivedSeq);
  while (prepared) {
    const batch: Prepared = await prepared;
    const sending = calls.push(batch);
    prepared = batch.lastSeq < upTo ? prepareBatch(parts, batch.lastSeq) : null;
    // Whichever of the two fails, the other is done before anybody goes on; its own fault is met again in the next round.
    const [sent] = await Promise.allSettled([sending, prepared]);
    if (sent.status === 'rejected') throw sent.reason;
    const told = sent.value;
    if (told.received < batch.lastSeq) throw new LineAway('notUnderstood');
    await database.change(tx => keepReceipts(tx, told, { at: clock.now() }));
  }
}

/** The batch behind a change, its bytes checked against its hash; sealed first when it is not yet. Errors: SealFault. */
async function prepareBatch({ database, branchKey, branchId, clock }: RoundParts, after: number): Promise<Prepared> {
  const known = await database.read(reader => findSealedAfter(reader, after));
  if (known) return packSealed(database, known);
  const sealed = await sealNext({ database, branchKey, branchId, sealedAt: clock.now() });
  if (sealed?.batch.firstSeq !== after + 1) throw new SealFault('BATCH_CUT', after + 1);
  return { ...sealed.batch, gzipped: await pack(sealed.body) };
}

/** A sealed batch ready to travel. Errors: SealFault when its bytes are not those that were sealed. */
export async function packSealed(database: Database, batch: SealedBatch): Promise<Prepared> {
  const body = await database.read(reader => readSealedBody(reader, batch));
  return { ...batch, gzipped: await pack(body) };
}

async function pullAll({ database, clock, calls, takeDirective }: RoundParts): Promise<void> {
  for (;;) {
    const { line, takes } = await database.read(async reader => ({ line: await readLine(reader), takes: await untoldTakes(reader, mostTakes) }));
    if (!line) return;
    const { directives, ...receipts } = await calls.pull({ after: line.directive, takes });
    await database.change(async tx => {
      await keepReceipts(tx, receipts, { at: clock.now() });
      await noteTold(tx, takes.map(({ number }) => number), clock.now());
    });
    let { directive } = line;
    for (const next of directives) {
      if (next.number <= directive) continue;
      await takeDirective(next);
      directive = next.number;
    }
    if (directive === line.directive && takes.length < mostTakes) return;
  }
}
