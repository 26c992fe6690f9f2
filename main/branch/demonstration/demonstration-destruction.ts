import { appendEntries } from '../../access-log/access-log-store.ts';
import { insertDestruction, storeSignature } from '../../archive/destruction-store.ts';
import { doneEntry, type Looker } from '../../archive/look-entries.ts';
import { askedOfPaper } from '../../archive/paper-entries-api.ts';
import { paperNumber } from '../../archive/paper-number.ts';
import type { Transaction } from '../../database/database.ts';
import { demonstrationZone, workdaysBefore } from './demonstration-time.ts';
import type { SeededRandom } from './seeded-random.ts';

interface ProposalScene {
  random: SeededRandom;
  proposedBy: Looker;
  signedBy: Looker;
  now: number;
}

/** Earlier than every look of the demonstration: the log takes entries in the order of time. */
const workdaysAgo = 6;
const reason = '保管期满，经鉴定无继续保存价值';

/** A proposal to destroy these files, signed by the supervisor of the information: the manager's signature is next. */
export async function insertProposal(tx: Transaction, { random, proposedBy, signedBy, now }: ProposalScene, files: readonly { id: string; archiveNumber: string; retentionEndsOn: string | null }[]): Promise<void> {
  const [proposedAt = now, signedAt = now] = workdaysBefore(now, workdaysAgo, demonstrationZone(now));
  const id = random.id(proposedAt);
  const destruction = {
    id, year: new Date(proposedAt).getUTCFullYear(), ordinal: 1, reason, proposedAt, proposedBy: proposedBy.staffId, proposedByName: proposedBy.name,
    state: 'proposed' as const, carriedOutAt: null, method: null, carriedOutByName: null, witnessNames: null, logSeq: null,
  };
  const number = paperNumber('X', destruction);
  const step = 'informationSupervisor';
  await insertDestruction(tx, destruction, files);
  await storeSignature(tx, { id: random.id(signedAt), destructionId: id, step, staffId: signedBy.staffId, name: signedBy.name, at: signedAt, isApproved: true, words: '' }, 'proposed');
  await appendEntries(tx, [
    doneEntry(proposedBy, askedOfPaper('proposeDestruction', { words: reason, facts: { destruction: number, files: files.map(({ archiveNumber }) => archiveNumber) } }), [], proposedAt),
    doneEntry(signedBy, askedOfPaper('approve', { words: '', facts: { destruction: number, step, isApproved: true } }), [], signedAt),
  ]);
}
