import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { takeTurns } from './take-turns.ts';
import { asTyped } from './typed-secret.ts';

/** What one hash costs. */
export interface HashingCost {
  memoryKibibytes: number;
  passes: number;
  lanes: number;
}

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes, 1 lane. */
export const strongCost: HashingCost = { memoryKibibytes: 19_456, passes: 2, lanes: 1 };

/** Hashing shares the process's few worker threads with the database, which must not wait behind a queue of sign-ins. */
const mostAtOnce = 2;

/** Stands in an account's place of a hash until somebody has given it a password: nothing matches it. */
export const noPassword = '';

/** Makes and checks the hashes of passwords and PINs. Slow by design: never call it inside a write job. */
export interface SecretHasher {
  /** Argon2id in the PHC format, with its own salt. */
  hash(secret: string): Promise<string>;
  /** True when `secret` made `secretHash`. With null, or with none given yet, the same work is done for nothing, so that time tells nothing. */
  matches(secretHash: string | null, secret: string): Promise<boolean>;
}

export function secretHasher(cost: HashingCost = strongCost): SecretHasher {
  const options = { memoryCost: cost.memoryKibibytes, timeCost: cost.passes, parallelism: cost.lanes };
  const inTurn = takeTurns(mostAtOnce);
  let decoy: Promise<string> | undefined;

  return {
    hash: secret => inTurn(() => hash(asTyped(secret), options)),
    async matches(secretHash, secret) {
      decoy ??= hash(randomBytes(16), options);
      const decoyHash = await decoy;
      const known = secretHash === noPassword ? null : secretHash;
      const matched = await inTurn(() => verify(known ?? decoyHash, asTyped(secret)));
      return matched && known !== null;
    },
  };
}
