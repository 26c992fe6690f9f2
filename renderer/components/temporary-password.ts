/** No letters and digits that look alike on paper (0 O, 1 l I). */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A temporary password to hand over: three groups of four, about 59 bits, easily read aloud. */
export function temporaryPassword(): string {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, pick).join(''));
  return groups.join('-');
}

function pick(): string {
  const limit = 256 - (256 % readable.length);
  for (;;) {
    const [byte = limit] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes above the last whole multiple would make the first letters likelier.
    if (byte < limit) return readable.charAt(byte % readable.length);
  }
}
