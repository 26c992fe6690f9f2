/** `92.3 % (36/39)`: a share is never said without its n. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '—' : `${(part * 100 / whole).toFixed(1)} % (${part}/${whole})`;
}
