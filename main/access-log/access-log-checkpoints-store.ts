import { asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { LogState } from '../../shared/access-log.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Database, Queries, Transaction } from '../database/database.ts';
import { accessLogCheckpoints, accessLogEntries, accessLogWitnesses } from './access-log-schema.ts';
import { keepSubtrees, logSize, StoredTree } from './access-log-tree-store.ts';
import { originOf, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { anchorFit, keepLostAnchor, readAnchors, rootIfWhole, writeAnchor } from './log-anchor-store.ts';
import { cosignatureOf, lineOfName, withCosignature, type WitnessKey } from './witness.ts';

/** What signing needs of the branch service. */
export type LogParts = Pick<BranchParts, 'database' | 'clock' | 'dataFolder' | 'branchKey' | 'branch'>;

/** A signed state of the log; `text` is the whole note, as it is printed, exported and shown to a witness. */
export type Checkpoint = NonNullable<LogState['checkpoint']>;

/** The newest checkpoint; null before the first. */
export async function currentCheckpoint(queries: Queries): Promise<Checkpoint | null> {
  const [row] = await queries.select().from(accessLogCheckpoints).orderBy(desc(accessLogCheckpoints.size)).limit(1);
  return row ? checkpointOf(row) : null;
}

/**
 * Signs what the log holds now, and remembers it outside of the database. With nothing new: the newest checkpoint there is.
 *
 * Errors: NOT_SET_UP before there is a branch; LOG_DAMAGED when what was signed last is no longer what the log holds:
 * signing on would vouch for it.
 */
export async function makeCheckpoint(parts: LogParts): Promise<Checkpoint> {
  const before = lastMade.get(parts.database) ?? Promise.resolve();
  const made = before.then(() => signPresentState(parts));
  lastMade.set(parts.database, made.catch(() => undefined));
  return made;
}

/** One after the other: a later one must not be overtaken on its way to the file that remembers it. */
const lastMade = new WeakMap<Database, Promise<unknown>>();

async function signPresentState({ database, clock, dataFolder, branchKey, branch }: LogParts): Promise<Checkpoint> {
  const origin = originOf((branch() ?? refuse('NOT_SET_UP')).id);
  await keepSubtrees(database);
  const publicKey = branchKey.checkpointPublicKey;
  const anchors = await readAnchors(dataFolder, origin, publicKey);
  const { last, size, root, fit, isStored } = await database.read(async reader => {
    const tree = new StoredTree(reader);
    const newest = await currentCheckpoint(reader);
    const entries = await logSize(reader);
    const presentRoot = await rootIfWhole(tree, entries);
    const isAsSigned = !newest || (newest.size <= entries && (await rootIfWhole(tree, newest.size)).toString('base64') === newest.rootHash);
    if (presentRoot.length === 0 || !isAsSigned) refuse('LOG_DAMAGED', { seq: Math.min(newest?.size ?? 0, entries) });
    const present = anchors.filter(anchor => !anchor.isLost);
    const stored = await reader.select({ size: accessLogCheckpoints.size }).from(accessLogCheckpoints).where(inArray(accessLogCheckpoints.size, present.map(({ state }) => state.size)));
    return { last: newest, size: entries, root: presentRoot, fit: await anchorFit(present, tree, entries), isStored: stored.length === present.length };
  });
  const now = clock.now();
  // Service goes on, with what shows the loss kept: a branch that was brought back from a backup must be able to log.
  // A checkpoint is stored before it is remembered, so one that is not stored was taken away.
  if (fit === 'shorter' || fit === 'differs' || !isStored) await keepLostAnchor(dataFolder, now);
  if (last?.size === size) {
    if (fit !== 'fits' || !isStored || anchors.every(({ state, isLost }) => isLost || state.size !== size)) await writeAnchor(dataFolder, last.text);
    return last;
  }
  const note = signCheckpoint({ origin, size, root }, publicKey, bytes => branchKey.signCheckpoint(bytes));
  const row = { size, at: now, rootHash: root.toString('base64'), note };
  await database.change(tx => tx.insert(accessLogCheckpoints).values(row).onConflictDoNothing().run());
  await writeAnchor(dataFolder, note);
  return checkpointOf(row);
}

/** Where the log stands and who has seen it so. */
export async function logState({ database, dataFolder, branchKey, branch }: LogParts): Promise<LogState> {
  const present = branch();
  const anchors = present ? await readAnchors(dataFolder, originOf(present.id), branchKey.checkpointPublicKey) : [];
  return database.read(async reader => {
    const [size, checkpoint, [witnessed]] = await Promise.all([
      logSize(reader), currentCheckpoint(reader),
      reader.select({ name: accessLogCheckpoints.witnessName, size: accessLogCheckpoints.size, at: accessLogCheckpoints.witnessedAt }).from(accessLogCheckpoints)
        .where(isNotNull(accessLogCheckpoints.witnessedAt)).orderBy(desc(accessLogCheckpoints.size)).limit(1),
    ]);
    const witness = witnessed && witnessed.name !== null && witnessed.at !== null ? witnessOf(witnessed.name, witnessed.size, witnessed.at) : null;
    const [unwitnessed] = await reader.select({ at: accessLogEntries.at }).from(accessLogEntries)
      .where(eq(accessLogEntries.seq, witness?.size ?? 0)).limit(1);
    return { size, checkpoint, witness, unwitnessedSince: unwitnessed?.at ?? null, anchor: await anchorFit(anchors, new StoredTree(reader), size) };
  });
}

function witnessOf(signedAs: string, size: number, at: number): NonNullable<LogState['witness']> {
  const { witness: name, sinceMs: sinceAt } = lineOfName(signedAs);
  return { name, sinceAt, size, at };
}

/** How many entries the newest checkpoint with a witness's signature has; 0: none has one. */
export async function witnessedUpTo(queries: Queries): Promise<number> {
  const [newest] = await queries.select({ size: accessLogCheckpoints.size }).from(accessLogCheckpoints)
    .where(isNotNull(accessLogCheckpoints.witnessedAt)).orderBy(desc(accessLogCheckpoints.size)).limit(1);
  return newest?.size ?? 0;
}

/** Believes a witness of this name and key from now on. */
export async function trustWitness(tx: Transaction, witness: WitnessKey, at: number): Promise<void> {
  const publicKey = witness.publicKey.toString('base64');
  await tx.insert(accessLogWitnesses).values({ name: witness.name, publicKey, addedAt: at })
    .onConflictDoUpdate({ target: accessLogWitnesses.name, set: { publicKey, addedAt: at } });
}

/** The witnesses this branch believes. */
export async function trustedWitnesses(queries: Queries): Promise<WitnessKey[]> {
  const rows = await queries.select().from(accessLogWitnesses).orderBy(asc(accessLogWitnesses.name));
  return rows.map(({ name, publicKey }) => ({ name, publicKey: Buffer.from(publicKey, 'base64') }));
}

/** What a witness is asked to sign: the newest checkpoint, and that it continues the one of `sinceSize` entries. */
export async function witnessRequest(queries: Queries, sinceSize: number): Promise<{ note: string; size: number; proof: Buffer[] } | null> {
  const checkpoint = await currentCheckpoint(queries);
  if (!checkpoint || checkpoint.size < sinceSize) return null;
  return { note: checkpoint.text, size: checkpoint.size, proof: await new StoredTree(queries).consistencyProof(sinceSize, checkpoint.size) };
}

/**
 * Puts a witness's line under the checkpoint of `size` entries. Answers false, and stores nothing, when there is no such
 * checkpoint or the line is not the signature of a witness this branch believes.
 */
export async function storeCosignature(tx: Transaction, size: number, line: string): Promise<boolean> {
  const [row] = await tx.select().from(accessLogCheckpoints).where(eq(accessLogCheckpoints.size, size));
  if (!row) return false;
  const note = withCosignature(row.note, line);
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) return false;
  const name = checkpoint.note.signatures.at(-1)?.name;
  const witness = (await trustedWitnesses(tx)).find(known => known.name === name);
  const signed = witness && cosignatureOf(checkpoint, witness);
  if (!witness || !signed || typeof signed === 'string') return false;
  await tx.update(accessLogCheckpoints).set({ note, witnessName: witness.name, witnessedAt: sql`max(coalesce(${accessLogCheckpoints.witnessedAt}, 0), ${signed.witnessedAt})` })
    .where(eq(accessLogCheckpoints.size, size));
  return true;
}

function checkpointOf({ size, rootHash, at, note }: { size: number; rootHash: string; at: number; note: string }): Checkpoint {
  return { size, rootHash, at, text: note };
}
