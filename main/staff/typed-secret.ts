/** NFKC, as NIST SP 800-63B asks: a Chinese input method left in full width types the same password. */
export function asTyped(secret: string): string {
  return secret.normalize('NFKC');
}
