import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The branch's one secret and what is derived from it. The secret itself is never handed out. */
export interface BranchKey {
  /** wraps a content key for storing; AES-256-GCM */
  wrap(contentKey: Buffer): Buffer;
  /** @throws when it was wrapped by another branch key or changed since */
  unwrap(wrapped: Buffer): Buffer;
  /** Ed25519 over the bytes: the branch's signature under checkpoints of its access log */
  signCheckpoint(bytes: Buffer): Buffer;
  /** the raw 32 bytes of the Ed25519 key that checks those signatures */
  checkpointPublicKey: Buffer;
}

const secretBytes = 32;
/** PKCS#8 of an Ed25519 key, up to its 32 bytes (RFC 8410) */
const ed25519Header = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Makes the branch key of a secret of 32 bytes. */
export function branchKeyOf(secret: Buffer): BranchKey {
  if (secret.length !== secretBytes) throw new Error('a branch key has 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32));
  const wrappingKey = derive('branch-desk/wrap content keys/1');
  const signingKey: KeyObject = createPrivateKey({ key: Buffer.concat([ed25519Header, derive('branch-desk/sign checkpoints/1')]), format: 'der', type: 'pkcs8' });
  const checkpointPublicKey = createPublicKey(signingKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    wrap(contentKey) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce);
      return Buffer.concat([nonce, cipher.update(contentKey), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap(wrapped) {
      const decipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(0, 12));
      decipher.setAuthTag(wrapped.subarray(-16));
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    },
    signCheckpoint: bytes => sign(null, bytes, signingKey),
    checkpointPublicKey,
  };
}

/** The secret in the data folder, made at the first start, readable by this user only: where no shell keeps one. */
export async function secretInFile(dataFolder: string): Promise<Buffer> {
  const folder = join(dataFolder, 'keys');
  const file = join(folder, 'branch-key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const made = await open(file, 'wx', 0o600);
    await made.writeFile(randomBytes(secretBytes));
    await made.sync();
    await made.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file);
}
