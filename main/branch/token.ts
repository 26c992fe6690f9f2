import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits that a caller keeps; we keep only its hash. Printable in an address. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** SHA-256, hexadecimal. Enough for a secret of full entropy: nothing can be guessed, so nothing needs to be slow. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
