import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { eq } from 'drizzle-orm';
import { readOrNull, writeWhole } from '../branch/private-file.ts';
import { secrets } from './hq-accounts-schema.ts';
import type { Transaction } from './hq-database.ts';
import { HeadquartersStartFault } from './start-fault.ts';

// Headquarters' Ed25519 key is one for all instances: it lies in the database, wrapped (AES-256-GCM) by 32 bytes in a file.
// The first instance makes both; every other one needs a copy of that file.

/** What signs receipts on paper and bundles, and witnesses. */
export interface HeadquartersKey {
  /** 32 bytes of Ed25519 */
  publicKey: Buffer;
  sign(bytes: Buffer): Buffer;
}

const secretName = 'signingKey';
const nonceByteCount = 12;
const tagByteCount = 16;

/** The key of this database, made at its first start. Errors: KEY_ELSEWHERE. */
export async function openHeadquartersKey(tx: Transaction, keyFile: string): Promise<HeadquartersKey> {
  const [known] = await tx.select().from(secrets).where(eq(secrets.name, secretName));
  const wrappingKey = await readOrNull(keyFile);
  if (known) {
    const der = wrappingKey && unwrap(Buffer.from(known.value, 'base64'), wrappingKey);
    if (!der) throw new HeadquartersStartFault('KEY_ELSEWHERE', { file: keyFile });
    return keyOf(der);
  }
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  await tx.insert(secrets).values({ name: secretName, value: wrap(der, wrappingKey ?? await makeKeyFile(keyFile)).toString('base64') });
  return keyOf(der);
}

function keyOf(der: Buffer): HeadquartersKey {
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32), sign: bytes => sign(null, bytes, key) };
}

async function makeKeyFile(file: string): Promise<Buffer> {
  const wrappingKey = randomBytes(32);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeWhole(file, wrappingKey);
  return wrappingKey;
}

function wrap(content: Buffer, wrappingKey: Buffer): Buffer {
  const nonce = randomBytes(nonceByteCount);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(Buffer.from(secretName));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Null when another file wrapped it. */
function unwrap(wrapped: Buffer, wrappingKey: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(0, nonceByteCount)).setAAD(Buffer.from(secretName));
    decipher.setAuthTag(wrapped.subarray(-tagByteCount));
    return Buffer.concat([decipher.update(wrapped.subarray(nonceByteCount, -tagByteCount)), decipher.final()]);
  } catch {
    return null;
  }
}
