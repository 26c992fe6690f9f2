import { v7 as uuidv7 } from 'uuid';
import { businessDateOf } from '../../shared/business-date.ts';
import { appendEntries, type NewLogEntry } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Transaction } from '../database/database.ts';
import { filesToRelease, findLowestLevel, storeLevelChanges } from './level-store.ts';

/** One transaction releases so many: the counters' commands wait for it. */
const releasedAtOnce = 200;

/**
 * Self-release 自行解密: files whose level has ended fall to the lowest level, each with an entry of the access log by nobody.
 * To be called at the start and every hour; what was released is not released again, however long the branch was closed.
 * Answers how many were released.
 */
export async function releaseEndedLevels(parts: Pick<BranchParts, 'database' | 'clock' | 'branch'>): Promise<number> {
  const timeZone = parts.branch()?.timeZone;
  if (timeZone === undefined) return 0;
  let released = 0;
  for (;;) {
    const count = await parts.database.change(tx => releaseSome(tx, parts.clock.now(), timeZone));
    released += count;
    if (count < releasedAtOnce) return released;
  }
}

async function releaseSome(tx: Transaction, nowMs: number, timeZone: string): Promise<number> {
  const lowest = await findLowestLevel(tx);
  if (!lowest) return 0;
  const files = await filesToRelease(tx, businessDateOf(nowMs, timeZone), lowest.id, releasedAtOnce);
  if (files.length === 0) return 0;
  await storeLevelChanges(tx, files.map(file => ({
    id: uuidv7(), fileId: file.id, fromLevelId: file.levelId, toLevelId: lowest.id, endsOn: null, at: nowMs, kind: 'released' as const,
    byStaffId: null, byName: '', reason: '', approvedByNames: [],
  })), nowMs);
  await appendEntries(tx, files.map((file): NewLogEntry => ({
    at: nowMs, staffId: null, role: 'system', stationId: null, windowId: null, action: 'release', outcome: 'done', fileId: file.id, customerId: file.customerId,
    purpose: null, basis: null, fields: [], detail: { fileNumber: file.archiveNumber, facts: { from: file.levelId, to: lowest.id, endedOn: file.levelEndsOn ?? '' } },
  })));
  return files.length;
}
