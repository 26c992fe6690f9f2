import type { scanKinds } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import { cleanImage, thumbnailOf } from './scan-image.ts';
import { inspectPdf } from './scan-pdf.ts';

export type ScanKind = typeof scanKinds[number];

export interface InspectedScan {
  kind: ScanKind;
  /** what is kept: images without their metadata, a PDF as it came */
  content: Buffer;
  pageCount: number;
  /** a small JPEG; null for a PDF that came without a picture of its first page */
  thumbnail: Buffer | null;
}

const beginnings: readonly [ScanKind, Buffer][] = [
  ['pdf', Buffer.from('%PDF-', 'latin1')],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

/** What a content is by its first bytes, whatever its name says; null when it is none of ours. */
export function kindOf(content: Buffer): ScanKind | null {
  return beginnings.find(([, bytes]) => content.subarray(0, bytes.length).equals(bytes))?.[0] ?? null;
}

/**
 * Looks at what came for a scan. `firstPage` is a PDF's first page as the sending page drew it; it is checked like any image.
 * Errors: SCAN_REFUSED with the reason.
 */
export async function inspectScan(content: Buffer, firstPage: Buffer | null): Promise<InspectedScan> {
  if (content.length === 0) refuse('SCAN_REFUSED', { reason: 'empty' });
  const kind = kindOf(content) ?? refuse('SCAN_REFUSED', { reason: 'otherType' });
  if (kind === 'pdf') {
    const pageCount = await inspectPdf(content);
    if (firstPage && kindOf(firstPage) !== 'jpeg') refuse('SCAN_REFUSED', { reason: 'otherType' });
    return { kind, content, pageCount, thumbnail: firstPage && await thumbnailOf(firstPage) };
  }
  const cleaned = await cleanImage(content, kind);
  return { kind, content: cleaned, pageCount: 1, thumbnail: await thumbnailOf(cleaned) };
}
