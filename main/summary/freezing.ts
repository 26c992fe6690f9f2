import { createHash } from 'node:crypto';
import type { DaySummary } from '../../shared/summary.ts';

/** The exact text of a summary and the SHA-256 of it in UTF-8, hexadecimal: what is frozen, printed and compared. */
export function sealed(summary: DaySummary): { data: string; sha256: string } {
  const data = JSON.stringify(summary);
  return { data, sha256: createHash('sha256').update(data, 'utf8').digest('hex') };
}
