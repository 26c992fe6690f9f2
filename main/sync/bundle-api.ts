import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { Caller } from '../branch/caller.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import { makeFolder } from '../database/data-folder.ts';
import { bundleWriter, readAnswer } from './bundle.ts';
import { keepReceipts, readLine, untoldTakes } from './line-store.ts';
import { findSealedAfter, sealNext, writtenSeq, pruneJournal } from './seal-journal-store.ts';
import type { Sync } from './sync-loop-api.ts';
import { packSealed } from './sync-round-api.ts';

/** The rest follows in the next one, when headquarters' answer to this is back: a stick and a page must hold it. */
const mostBundleBytes = 64 * 1024 * 1024;
const mostTakes = 5000;

/** Batches and answers as files, for a branch whose line is away for long: the same batches, the same receipts, another way. */
export function bundles(parts: StaffParts, sync: Sync) {
  const { database, clock, branchKey } = parts;
  return { exportBundle, importBundle };

  /** Everything that is not durable. It leaves the house, so the access log has it first. */
  async function exportBundle(caller: Caller): Promise<File> {
    const { id: branchId, timeZone } = parts.branch() ?? refuse('NOT_SET_UP');
    if (!await database.read(readLine)) refuse('NOT_ENROLLED');
    const at = clock.now();
    return sync.alone(() => logThenReveal(database, async tx => {
      const seq = await appendCallersEntry(tx, caller, { action: 'export', as: ['manager', 'administrator'], at, detail: { facts: { what: 'bundle' } } });
      return { seq, found: null };
    }, async () => {
      while (await sealNext({ database, branchKey, branchId, sealedAt: at }));
      const folder = join(parts.dataFolder, 'exports');
      await makeFolder(folder);
      const file = join(folder, `${uuidv7()}.bundle`);
      try {
        await writeBundle(file, branchId, at);
        return new File([await readFile(file)], `branch-bundle-${businessDateOf(at, timeZone)}.bdb`, { type: 'application/octet-stream' });
      } finally {
        await rm(file, { force: true });
      }
    }));
  }

  async function writeBundle(file: string, branchId: string, madeAt: number): Promise<void> {
    const { line, written, takes } = await database.read(async reader => ({ line: await readLine(reader), written: await writtenSeq(reader), takes: await untoldTakes(reader, mostTakes) }));
    if (!line) return refuse('NOT_ENROLLED');
    const bundle = bundleWriter({ branchId, epoch: line.epoch, madeAt, written: written - line.base, directive: line.directive, takes }, bytes => branchKey.signSeal(bytes));
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.write(bundle.start());
      let bytes = 0;
      for (let after = line.durableSeq; after < line.sealedSeq && bytes < mostBundleBytes;) {
        const batch = await database.read(reader => findSealedAfter(reader, after));
        if (!batch) break;
        const { gzipped } = await packSealed(database, batch);
        bytes += (await handle.write(bundle.batch({ seal: Buffer.from(batch.seal, 'utf8'), signature: Buffer.from(batch.signature, 'base64'), packed: gzipped }))).bytesWritten;
        after = batch.lastSeq;
      }
      await handle.write(bundle.end());
    } finally {
      await handle.close();
    }
  }

  async function importBundle(given: File): Promise<{ received: number; directives: number }> {
    const bytes = Buffer.from(await given.arrayBuffer());
    return sync.alone(async () => {
      const line = await database.read(readLine) ?? refuse('NOT_ENROLLED');
      const read = readAnswer(bytes, line.headquartersPublicKey) ?? refuse('BUNDLE_WRONG', { reason: 'notABundle' });
      const { answer } = read;
      if (!read.isSigned) refuse('BUNDLE_WRONG', { reason: 'signature' });
      if (answer.branchId !== parts.branch()?.id || answer.epoch !== line.epoch) refuse('BUNDLE_WRONG', { reason: 'otherBranch' });
      await database.change(tx => keepReceipts(tx, answer, { at: clock.now(), isFresh: false }));
      let directives = 0;
      // Only what follows without a gap: with another file, or over the line, the ones between come first.
      for (const directive of answer.directives.toSorted((one, other) => one.number - other.number)) {
        if (directive.number !== line.directive + directives + 1) continue;
        await sync.takeDirective(directive);
        directives += 1;
      }
      while (await database.change(pruneJournal));
      return { received: answer.received, directives };
    });
  }
}
