import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

// Notes signed by several keys, as https://c2sp.org/signed-note describes them: a text, a blank line, one line per signature.

export interface NoteSignature {
  name: string;
  /** four bytes that tell keys of one name apart, base64 */
  keyId: string;
  /** what stands behind the key's id */
  signature: Buffer;
}

/** A note as it was read. Nothing about its signatures has been checked. */
export interface Note {
  /** with its last newline; what is signed */
  text: string;
  signatures: NoteSignature[];
}

/** Kinds of keys, as their id says. 0x01: Ed25519 over the text. 0x04: timestamped cosignature of a witness. */
export type KeyKind = 0x01 | 0x04;

/** The id of an Ed25519 key of that name, base64 of four bytes. */
export function keyIdOf(name: string, kind: KeyKind, publicKey: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(kind), publicKey]), 'buffer').subarray(0, 4).toString('base64');
}

/** One line of a note: whose signature, and over which key. With its newline. */
export function signatureLine(name: string, keyId: string, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([Buffer.from(keyId, 'base64'), signature]).toString('base64')}\n`;
}

const longestNote = 64 * 1024;
const mostSignatures = 32;

/** Reads a note; null when it is none. */
export function readNote(note: string): Note | null {
  if (note.length > longestNote || !note.endsWith('\n')) return null;
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) return null;
  const lines = note.slice(blank + 2, -1).split('\n');
  if (lines.length > mostSignatures) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return null;
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length < 5 || bytes.toString('base64') !== encoded) return null;
    signatures.push({ name, keyId: bytes.subarray(0, 4).toString('base64'), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, blank + 1), signatures };
}

const spkiHeader = Buffer.from('302a300506032b6570032100', 'hex');
const keyObjects = new Map<string, KeyObject | null>();

/** Tells whether `signature` is the Ed25519 signature of `publicKey` (32 bytes) over `bytes`. A key that is none signs nothing. */
export function isSignedBy(publicKey: Buffer, bytes: Buffer, signature: Buffer): boolean {
  const name = publicKey.toString('base64');
  let key = keyObjects.get(name);
  if (key === undefined) {
    key = publicKey.length === 32 ? keyObjectOf(publicKey) : null;
    keyObjects.set(name, key);
  }
  return key !== null && signature.length === 64 && verify(null, bytes, key, signature);
}

function keyObjectOf(publicKey: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([spkiHeader, publicKey]), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
