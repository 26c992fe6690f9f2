import { checkpointText, ownSignature, readCheckpoint, type TreeState } from './checkpoint.ts';
import { isConsistent } from './proofs.ts';
import { isSignedBy, keyIdOf, type Note, signatureLine } from './signed-note.ts';

// What a witness does, and how its word is read: https://c2sp.org/tlog-cosignature, Ed25519, version 1. A witness signs only
// what continues everything it signed before, so a log that was cut, rewritten or forked finds no second signature.

/** The key by which a witness is known. */
export interface WitnessKey {
  name: string;
  /** 32 bytes of Ed25519 */
  publicKey: Buffer;
}

export interface CosignRequest {
  /** the new checkpoint, with the log's signature */
  note: string;
  /** that the state the witness last signed is the beginning of the new one */
  proof: readonly Buffer[];
  /** the log this witness watches */
  log: { origin: string; publicKey: Buffer };
  /** the newest state this witness signed; null before the first */
  last: { size: number; root: Buffer } | null;
  witness: WitnessKey & { sign(bytes: Buffer): Buffer };
  /** UTC ms; a cosignature counts whole seconds */
  nowMs: number;
}

export type Cosigned =
  | { line: string; state: TreeState; witnessedAt: number }
  /** notACheckpoint · notSigned: by that log · older: than what was signed before · fork: no continuation of it */
  | { refused: 'notACheckpoint' | 'notSigned' | 'older' | 'fork' };

/** Cosigns a checkpoint that continues what this witness signed before, and refuses every other. */
export function cosign({ note, proof, log, last, witness, nowMs }: CosignRequest): Cosigned {
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) return { refused: 'notACheckpoint' };
  if (ownSignature(checkpoint, log.origin, log.publicKey) !== 'signed') return { refused: 'notSigned' };
  const { state } = checkpoint;
  if (last && state.size < last.size) return { refused: 'older' };
  if (last && !isConsistent(last.size, state.size, last.root, state.root, proof)) return { refused: 'fork' };
  return { ...cosignState(state, witness, nowMs), state };
}

/** A witness's signature under a state, whatever it signed before; `witnessedAt` in whole seconds. */
export function cosignState(state: TreeState, witness: CosignRequest['witness'], nowMs: number): { line: string; witnessedAt: number } {
  const seconds = Math.floor(nowMs / 1000);
  const signature = Buffer.concat([bigEndian(seconds), witness.sign(cosignedBytes(state, seconds))]);
  return { line: signatureLine(witness.name, keyIdOf(witness.name, 0x04, witness.publicKey), signature), witnessedAt: seconds * 1000 };
}

const lineMark = '/since-';

/**
 * The name under which a witness signs a line of checkpoints. A log that does not continue what was witnessed gets another name with
 * its new line, so that under one name no two states ever contradict each other. `sinceMs` null: the first line.
 */
export function nameOfLine(witness: string, sinceMs: number | null): string {
  return sinceMs === null ? witness : `${witness}${lineMark}${new Date(sinceMs).toISOString()}`;
}

/** Whose name it is, and since when its line goes; `sinceMs` null: the first line. */
export function lineOfName(name: string): { witness: string; sinceMs: number | null } {
  const at = name.lastIndexOf(lineMark);
  const sinceMs = at < 0 ? Number.NaN : Date.parse(name.slice(at + lineMark.length));
  return Number.isNaN(sinceMs) ? { witness: name, sinceMs: null } : { witness: name.slice(0, at), sinceMs };
}

/** What a note says about one witness: since when it has signed, `wrong` when its key did not sign this, null when it says nothing. */
export function cosignatureOf({ state, note }: { state: TreeState; note: Note }, witness: WitnessKey): { witnessedAt: number } | 'wrong' | 'otherKey' | null {
  const ofName = note.signatures.filter(signature => signature.name === witness.name);
  const keyId = keyIdOf(witness.name, 0x04, witness.publicKey);
  const theirs = ofName.find(signature => signature.keyId === keyId);
  if (!theirs) return ofName.length === 0 ? null : 'otherKey';
  if (theirs.signature.length !== 8 + 64) return 'wrong';
  const seconds = Number(theirs.signature.readBigUInt64BE(0));
  if (!Number.isSafeInteger(seconds * 1000)) return 'wrong';
  return isSignedBy(witness.publicKey, cosignedBytes(state, seconds), theirs.signature.subarray(8)) ? { witnessedAt: seconds * 1000 } : 'wrong';
}

/** The note with a witness's line under it; as it is when the line is there already. */
export function withCosignature(note: string, line: string): string {
  return note.includes(`\n${line}`) ? note : note + line;
}

function cosignedBytes(state: TreeState, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${checkpointText(state)}`, 'utf8');
}

function bigEndian(seconds: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(seconds));
  return bytes;
}
