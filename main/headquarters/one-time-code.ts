import { createHash, randomInt } from 'node:crypto';

/** No character is mistaken for another one: codes are read aloud and typed from a screen. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: about 79 bits, which nobody guesses while a code is valid. */
export function oneTimeCode(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** What is kept of a code: SHA-256 over it as it was meant, whatever case and spaces it was typed with. */
export function hashOfCode(code: string): string {
  return createHash('sha256').update(code.toLowerCase().replaceAll(/\s/gu, '')).digest('hex');
}
