import { createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { refuse } from '../../shared/errors.ts';
import { recoveryKeyOf } from './recovery-key.ts';

/** The branch's one secret and what is derived from it. The secret itself is handed out as the recovery key alone. */
export interface BranchKey {
  /** tells this key from others: 8 bytes in hex, of which nothing of the secret can be learnt */
  id: string;
  /**
   * Wraps a content key for storing, bound to what it is for; AES-256-GCM.
   * Errors: BRANCH_KEY_DIFFERS when this branch's secret is not here.
   */
  wrap(contentKey: Buffer, boundTo: string): Buffer;
  /** Errors: BRANCH_KEY_DIFFERS when it was wrapped by another branch key, SCAN_DAMAGED when it was changed or is bound to something else. */
  unwrap(wrapped: Buffer, boundTo: string): Buffer;
  /** Ed25519 over the bytes: the branch's signature under checkpoints of its access log. Errors: BRANCH_KEY_DIFFERS. */
  signCheckpoint(bytes: Buffer): Buffer;
  /** the raw 32 bytes of the Ed25519 key that checks those signatures */
  checkpointPublicKey: Buffer;
  /** Ed25519 over the bytes: the branch's signature under the seal of a batch. Errors: BRANCH_KEY_DIFFERS. */
  signSeal(bytes: Buffer): Buffer;
  /** the raw 32 bytes of the Ed25519 key that checks seals; null while the secret is elsewhere */
  sealPublicKey: Buffer | null;
  /** The secret as it is written down for the day this machine is lost: recovery-key.ts. Whoever has it opens every scan. Errors: BRANCH_KEY_DIFFERS. */
  recoveryKey(): string;
}

export const secretByteCount = 32;
const idByteCount = 8;
const nonceByteCount = 12;
const tagByteCount = 16;
/** PKCS#8 of an Ed25519 key, up to its 32 bytes (RFC 8410) */
const ed25519Header = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Makes the branch key of a secret of 32 bytes. */
export function branchKeyOf(secret: Buffer): BranchKey {
  if (secret.length !== secretByteCount) throw new Error('a branch key has 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32));
  const wrappingKey = derive('branch-desk/wrap content keys/1');
  const id = createHash('sha256').update(derive('branch-desk/name of the key/1')).digest().subarray(0, idByteCount);
  // A key of its own for each purpose: what is signed for one can never be shown as signed for another.
  const signingKey = (purpose: string): KeyObject => createPrivateKey({ key: Buffer.concat([ed25519Header, derive(purpose)]), format: 'der', type: 'pkcs8' });
  const checkpointKey = signingKey('branch-desk/sign checkpoints/1');
  const sealKey = signingKey('branch-desk/sign batches/1');
  return {
    id: id.toString('hex'),
    wrap(contentKey, boundTo) {
      const nonce = randomBytes(nonceByteCount);
      const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(Buffer.from(boundTo, 'utf8'));
      return Buffer.concat([id, nonce, cipher.update(contentKey), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap(wrapped, boundTo) {
      // Whose key wrapped it stands in front: a key from elsewhere and a damaged row ask for different help.
      if (!wrapped.subarray(0, idByteCount).equals(id)) refuse('BRANCH_KEY_DIFFERS');
      const sealed = wrapped.subarray(idByteCount);
      if (sealed.length < nonceByteCount + tagByteCount) refuse('SCAN_DAMAGED');
      try {
        const decipher = createDecipheriv('aes-256-gcm', wrappingKey, sealed.subarray(0, nonceByteCount)).setAAD(Buffer.from(boundTo, 'utf8'));
        decipher.setAuthTag(sealed.subarray(-tagByteCount));
        return Buffer.concat([decipher.update(sealed.subarray(nonceByteCount, -tagByteCount)), decipher.final()]);
      } catch {
        return refuse('SCAN_DAMAGED');
      }
    },
    signCheckpoint: bytes => sign(null, bytes, checkpointKey),
    checkpointPublicKey: rawPublicKey(checkpointKey),
    signSeal: bytes => sign(null, bytes, sealKey),
    sealPublicKey: rawPublicKey(sealKey),
    recoveryKey: () => recoveryKeyOf(secret),
  };
}

/** What is known of a branch key whose secret is elsewhere: it still tells which key is meant, and refuses all else. */
export function lockedBranchKey(known: Pick<BranchKey, 'id' | 'checkpointPublicKey'>): BranchKey {
  const locked = () => refuse('BRANCH_KEY_DIFFERS');
  return { ...known, wrap: locked, unwrap: locked, signCheckpoint: locked, signSeal: locked, sealPublicKey: null, recoveryKey: locked };
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}
