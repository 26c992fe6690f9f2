/** A complaint's number within its branch: year and ordinal without gaps. T2026-0001 */
export function complaintNumber({ year, ordinal }: { year: number; ordinal: number }): string {
  return `T${year}-${String(ordinal).padStart(4, '0')}`;
}

/** Where year and ordinal stand in a number as people write it; null when it is none. */
export function readComplaintNumber(text: string): { year: number; ordinal: number } | null {
  const [, year, ordinal] = /^T?(\d{4})-?(\d{1,6})$/i.exec(text.normalize('NFKC').trim()) ?? [];
  return year && ordinal ? { year: Number(year), ordinal: Number(ordinal) } : null;
}
