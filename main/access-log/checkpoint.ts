import { hashBytes } from './merkle-tree.ts';
import { isSignedBy, keyIdOf, type Note, readNote, signatureLine } from './signed-note.ts';

// Signed states of the tree, as https://c2sp.org/tlog-checkpoint describes them.

/** A state of the tree that somebody has put a name under. */
export interface TreeState {
  /** which log */
  origin: string;
  /** how many entries */
  size: number;
  /** 32 bytes */
  root: Buffer;
}

/** The name of a branch's log, in its checkpoints and of the key that signs them. */
export function originOf(branchId: string): string {
  return `branch-desk/${branchId}`;
}

/** What is signed: origin, size and root, a line each. */
export function checkpointText({ origin, size, root }: TreeState): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The note of a state, with the log's own signature; `sign` makes an Ed25519 signature of the key `publicKey`. */
export function signCheckpoint(state: TreeState, publicKey: Buffer, sign: (bytes: Buffer) => Buffer): string {
  const text = checkpointText(state);
  return `${text}\n${signatureLine(state.origin, keyIdOf(state.origin, 0x01, publicKey), sign(Buffer.from(text, 'utf8')))}`;
}

/** Reads a checkpoint's note without checking who signed it; null when it is none. */
export function readCheckpoint(note: string): { state: TreeState; note: Note } | null {
  const read = readNote(note);
  const state = read && readStateText(read.text);
  return read && state ? { state, note: read } : null;
}

/** What is said about the log's own signature under a checkpoint. */
export type OwnSignature = 'signed' | 'otherKey' | 'wrong' | 'none';

/** Tells whether the log's key has signed: signed · otherKey: somebody else did in its name · wrong: its key did not sign this · none. */
export function ownSignature({ state, note }: { state: TreeState; note: Note }, origin: string, publicKey: Buffer): OwnSignature {
  if (state.origin !== origin) return 'otherKey';
  const ofName = note.signatures.filter(signature => signature.name === origin);
  const keyId = keyIdOf(origin, 0x01, publicKey);
  const ours = ofName.filter(signature => signature.keyId === keyId);
  if (ours.length === 0) return ofName.length === 0 ? 'none' : 'otherKey';
  const text = Buffer.from(note.text, 'utf8');
  return ours.every(({ signature }) => isSignedBy(publicKey, text, signature)) ? 'signed' : 'wrong';
}

/** Reads the three lines of a state without any signature; null when they are none. */
export function readStateText(text: string): TreeState | null {
  const [origin, sizeText, encoded, ...rest] = text.split('\n');
  // Lines behind the third would be of no meaning to us; a note that has some was not made by this program.
  if (!origin || !sizeText || !encoded || rest.length !== 1) return null;
  if (!/^(0|[1-9]\d{0,15})$/.test(sizeText)) return null;
  const size = Number(sizeText);
  const root = Buffer.from(encoded, 'base64');
  return Number.isSafeInteger(size) && root.length === hashBytes && root.toString('base64') === encoded ? { origin, size, root } : null;
}
