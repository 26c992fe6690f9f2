import { createHash } from 'node:crypto';

// The branch's secret as people write it down: Crockford's base 32, which has no letter that looks like a digit, in groups of
// four, with two bytes of a hash behind it that find a slip of the pen.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretBytes = 32;
const checkBytes = 2;
const length = Math.ceil(((secretBytes + checkBytes) * 8) / 5);

/** `7K3Q-…`: fourteen groups. */
export function recoveryKeyOf(secret: Buffer): string {
  let bits = BigInt(`0x${Buffer.concat([secret, checkOf(secret)]).toString('hex')}`);
  let text = '';
  for (let at = 0; at < length; at += 1) {
    text = alphabet[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}

/** The secret that was written down, whatever stands between the groups; null when it was written or typed wrong. */
export function secretOfRecoveryKey(typed: string): Buffer | null {
  const text = typed.normalize('NFKC').toUpperCase().replaceAll(/[^0-9A-Z]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (text.length !== length) return null;
  let bits = 0n;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  const hex = bits.toString(16).padStart((secretBytes + checkBytes) * 2, '0');
  if (hex.length !== (secretBytes + checkBytes) * 2) return null;
  const bytes = Buffer.from(hex, 'hex');
  const secret = bytes.subarray(0, secretBytes);
  return checkOf(secret).equals(bytes.subarray(secretBytes)) ? secret : null;
}

function checkOf(secret: Buffer): Buffer {
  return createHash('sha256').update('branch-desk/recovery key/1').update(secret).digest().subarray(0, checkBytes);
}
