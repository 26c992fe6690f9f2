import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { eq } from 'drizzle-orm';
import type { BundleRead } from '../../shared/console-bundle.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { mostBatchBytes, type Directive } from '../../shared/sync.ts';
import { isSealed } from '../sync/batch-seal.ts';
import { type Bundle, isSignedReport, readBundle } from '../sync/bundle.ts';
import { noteDone } from './audit-store.ts';
import { answerOf } from './bundle-answer.ts';
import type { SignedInStaff } from './caller.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { branches } from './hq-schema.ts';
import { sealingKey } from './ingest-store.ts';
import type { Ingest } from './ingest.ts';
import { directivesAfter, keepBundleReport, keepTakes, receiptsOf } from './line-store.ts';

const unpack = promisify(gunzip);
/** The archive is written beside: worth a moment, since the branch forgets only what is durable. */
const longestWaitMs = 5000;
const lookEveryMs = 100;
const mostDirectives = 1000;

type Refusal = 'notABundle' | 'otherBranch' | 'signature' | 'gap' | 'forked';

/**
 * Takes a branch's file from a stick: everything in it is checked before the first batch is taken, and each is taken as over the line.
 * Errors: BUNDLE_REFUSED, BATCH_REFUSED, BRANCH_NOT_FOUND, BRANCH_REVOKED, BRANCH_FENCED, HEADQUARTERS_OLDER. Nothing has changed then, but that two
 * histories of the same changes fence the epoch here too.
 */
export function bundleReader({ database, clock, key }: HeadquartersParts, take: Ingest) {
  return async (branchId: string, file: Buffer, by: SignedInStaff): Promise<BundleRead> => {
    const bundle = readBundle(file) ?? refuse('notABundle');
    const { report, batches } = bundle;
    const [branch] = await database.queries.select().from(branches).where(eq(branches.branchId, branchId));
    if (!branch) return refuseAtHeadquarters('BRANCH_NOT_FOUND');
    if (branch.revokedAt !== null) refuseAtHeadquarters('BRANCH_REVOKED');
    if (report.branchId !== branchId) refuse('otherBranch');
    await checkSignatures(bundle);
    const before = await receiptsOf(database.queries, branchId, report.epoch);
    if (before.fencedAt !== null) refuseAtHeadquarters('BRANCH_FENCED', { epoch: report.epoch, at: before.fencedAt });
    checkOrder(bundle, before.received);

    for (const batch of batches) await take(branchId, batch).catch(refuseFork);
    const isPresent = branch.epoch === report.epoch;
    const read = { changes: 0, heldBefore: 0 };
    for (const { said: { first, last } } of batches) read[last <= before.received ? 'heldBefore' : 'changes'] += last - first + 1;
    await database.transact(async tx => {
      if (isPresent) await keepBundleReport(tx, branchId, report);
      if (isPresent) await keepTakes(tx, branchId, report.takes);
      await noteDone(tx, { action: 'bundleRead', by: { staffId: by.staffId, name: by.name }, branchId, detail: { epoch: report.epoch, batches: batches.length, ...read }, at: clock.now() });
    });

    const { fencedAt: _, ...receipts } = await receiptsWhenDurable(branchId, report.epoch);
    const directives = isPresent ? await allDirectivesAfter(branchId, report.directive) : [];
    const answer = answerOf({ branchId, epoch: report.epoch, madeAt: clock.now(), ...receipts }, directives, bytes => key.sign(bytes));
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return {
      madeAt: report.madeAt, epoch: report.epoch, ...read, received: receipts.received, durable: receipts.durable, written: report.written, directives: answer.directives,
      answer: { name: `headquarters-answer-${day}-${branchId.slice(-6)}.bda`, base64: answer.file.toString('base64') },
    };
  };

  /** Report and batches are one branch's and one epoch's, and their bytes are those that were signed. */
  async function checkSignatures(bundle: Bundle): Promise<void> {
    const { report: { branchId, epoch }, batches } = bundle;
    const publicKey = await sealingKey(database.queries, branchId, epoch) ?? refuse('otherBranch');
    if (!isSignedReport(bundle, publicKey)) refuse('signature');
    for (const { seal, signature, packed, said } of batches) {
      if (said.branchId !== branchId || said.epoch !== epoch) refuse('otherBranch');
      if (!isSealed(seal.toString('latin1'), signature, publicKey)) refuse('signature');
      const body = await unpack(packed, { maxOutputLength: mostBatchBytes }).catch(() => refuse('signature'));
      if (createHash('sha256').update(body).digest('hex') !== said.sha256) refuse('signature');
    }
  }

  async function receiptsWhenDurable(branchId: string, epoch: number) {
    for (const until = Date.now() + longestWaitMs; ;) {
      const receipts = await receiptsOf(database.queries, branchId, epoch);
      if (receipts.durable >= receipts.received || Date.now() > until) return receipts;
      await new Promise(resolve => { setTimeout(resolve, lookEveryMs); });
    }
  }

  async function allDirectivesAfter(branchId: string, after: number): Promise<Directive[]> {
    const all: Directive[] = [];
    for (;;) {
      const next = await directivesAfter(database.queries, branchId, all.at(-1)?.number ?? after);
      all.push(...next);
      if (next.length === 0 || all.length >= mostDirectives) return all;
    }
  }
}

/** One batch after the other, from one that headquarters has or wants next. */
function checkOrder({ batches }: Bundle, received: number): void {
  let expected: number | null = null;
  for (const { said: { first, last } } of batches) {
    if (expected === null ? first > received + 1 : first !== expected) refuse('gap');
    expected = last + 1;
  }
}

function refuseFork(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'BATCH_FORKED') return refuse('forked');
  throw error;
}

function refuse(reason: Refusal): never {
  return refuseAtHeadquarters('BUNDLE_REFUSED', { reason });
}
