import { createHash, createPublicKey, verify } from 'node:crypto';

// The seal of a batch, as both sides write and read it: docs/sync-protocol.md.

/** What a seal says of its batch. Sequences count from 1; hashes are hex. */
export interface Seal {
  branchId: string;
  epoch: number;
  first: number;
  last: number;
  sha256: string;
  chainBefore: string;
  schemaVersion: number;
}

const heading = 'branch-desk/batch/1';
/** The chain before the first batch of an epoch. */
export const noChain = '0'.repeat(64);
/** SPKI of an Ed25519 key, up to its 32 bytes (RFC 8410) */
const ed25519Header = Buffer.from('302a300506032b6570032100', 'hex');

/** The text that is signed. */
export function sealText({ branchId, epoch, first, last, sha256, chainBefore, schemaVersion }: Seal): string {
  return [heading, `${branchId} ${epoch}`, `${first} ${last}`, sha256, chainBefore, `${schemaVersion}`, ''].join('\n');
}

/** What a seal's text says; null when it is none, or not written the one way it is written. */
export function readSeal(text: string): Seal | null {
  const match = /^branch-desk\/batch\/1\n([0-9a-f-]{36}) (\d{1,9})\n(\d{1,15}) (\d{1,15})\n([0-9a-f]{64})\n([0-9a-f]{64})\n(\d{1,6})\n$/.exec(text);
  if (!match) return null;
  const [, branchId = '', epoch, first, last, sha256 = '', chainBefore = '', schemaVersion] = match;
  const seal = { branchId, epoch: Number(epoch), first: Number(first), last: Number(last), sha256, chainBefore, schemaVersion: Number(schemaVersion) };
  return seal.first >= 1 && seal.last >= seal.first && sealText(seal) === text ? seal : null;
}

/** The chain after a batch: it vouches for all batches before as well. */
export function chainAfter({ chainBefore, sha256 }: Pick<Seal, 'chainBefore' | 'sha256'>): string {
  return createHash('sha256').update(Buffer.from(chainBefore, 'hex')).update(Buffer.from(sha256, 'hex')).digest('hex');
}

/** Whether the key of a branch signed this text. `publicKey`: raw 32 bytes, base64. */
export function isSealed(text: string, signature: Buffer, publicKey: string): boolean {
  const key = createPublicKey({ key: Buffer.concat([ed25519Header, Buffer.from(publicKey, 'base64')]), format: 'der', type: 'spki' });
  return signature.length === 64 && verify(null, Buffer.from(text, 'utf8'), key, signature);
}
