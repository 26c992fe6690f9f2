import { and, desc, eq } from 'drizzle-orm';
import type { LogFinding } from '../../shared/console-branches.ts';
import { readCheckpoint } from '../access-log/checkpoint.ts';
import { cosignState, nameOfLine } from '../access-log/witness.ts';
import type { HeadquartersKey } from './headquarters-key.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { logFindings, witnessed } from './hq-schema.ts';

interface AskedFinding { id: string; branchId: string; words: string; seenAt: number; by: { staffId: string; name: string } }

/** What was found; `lineFrom`: with how many entries a new line begins, null where the log went on as it had been witnessed. */
interface KeptFinding { at: number; isNew: boolean; reason: string; size: number; lineFrom: number | null }

/**
 * Keeps what somebody found about a refused access log, with both states, and takes the refusal off the branch. Where the log goes
 * on as it had been witnessed, nothing else changes. Otherwise the newest refused checkpoint, which is what the branch has now,
 * begins a new line: headquarters signs it under that line's own name, and from then on what continues it.
 *
 * Answers `notRefused` where there is nothing to look at, and `refusedAgain` when another checkpoint was refused after `seenAt`.
 */
export async function keepLogFinding(tx: Transaction, { id, branchId, words, seenAt, by }: AskedFinding, witness: { name: string; key: HeadquartersKey }, now: number): Promise<KeptFinding | 'notRefused' | 'refusedAgain'> {
  const [last] = await tx.select().from(witnessed).where(eq(witnessed.branchId, branchId)).for('update');
  const [before] = await tx.select().from(logFindings).where(and(eq(logFindings.branchId, branchId), eq(logFindings.id, id)));
  if (before) return { at: before.at, isNew: false, reason: before.refusedReason, size: before.witnessedSize, lineFrom: sizeOf(before.lineFrom) };
  if (!last || last.refusedAt === null || last.refusedNote === null || (last.refusedReason !== 'fork' && last.refusedReason !== 'older')) return 'notRefused';
  if ((last.newestRefusedAt ?? last.refusedAt) !== seenAt) return 'refusedAgain';
  await tx.insert(logFindings).values({
    branchId, id, at: now, byStaffId: by.staffId, byName: by.name, words,
    witnessedSize: last.size, witnessedRoot: last.root, witnessedNote: last.note, witnessedAt: last.at,
    refusedAt: last.refusedAt, refusedReason: last.refusedReason, refusedNote: last.refusedNote, refusedProof: last.refusedProof ?? [], lineFrom: last.newestRefusedNote,
  });
  await tx.update(witnessed).set({
    refusedAt: null, refusedReason: null, refusedNote: null, refusedProof: null, newestRefusedAt: null, newestRefusedNote: null,
    ...last.newestRefusedNote === null ? {} : { ...beginLine(last.newestRefusedNote, witness, now), lookedAt: now },
  }).where(eq(witnessed.branchId, branchId));
  return { at: now, isNew: true, reason: last.refusedReason, size: last.size, lineFrom: sizeOf(last.newestRefusedNote) };
}

/** What was found about a branch's log, newest first. */
export async function logFindingsOf(queries: Queries, branchId: string): Promise<LogFinding[]> {
  const rows = await queries.select().from(logFindings).where(eq(logFindings.branchId, branchId)).orderBy(desc(logFindings.at));
  return rows.map(({ id, at, byName, words, witnessedSize, witnessedRoot, witnessedNote, witnessedAt, refusedAt, refusedReason, refusedNote, refusedProof, lineFrom }) => ({
    id, at, byName, words, lineFrom: sizeOf(lineFrom),
    witnessed: { size: witnessedSize, root: witnessedRoot, at: witnessedAt, note: witnessedNote }, refused: { at: refusedAt, reason: refusedReason, note: refusedNote, proof: refusedProof },
  }));
}

function beginLine(note: string, { name, key }: { name: string; key: HeadquartersKey }, now: number) {
  const { state } = readCheckpoint(note) ?? unreadable();
  const { line } = cosignState(state, { name: nameOfLine(name, now), publicKey: key.publicKey, sign: bytes => key.sign(bytes) }, now);
  return { size: state.size, root: state.root.toString('base64'), note: note + line, at: now, lineSince: now };
}

/** How many entries a checkpoint speaks of; null for none. */
export function sizeOf(note: string | null): number | null {
  return note === null ? null : (readCheckpoint(note) ?? unreadable()).state.size;
}

/** It was read before it was refused. */
function unreadable(): never {
  throw new Error('a checkpoint that was kept cannot be read');
}
