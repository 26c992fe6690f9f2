/** `J2026-0001`: the number of a borrowing card (J) or of a destruction (X). */
export function paperNumber(letter: 'J' | 'X', { year, ordinal }: { year: number; ordinal: number }): string {
  return `${letter}${year}-${String(ordinal).padStart(4, '0')}`;
}
