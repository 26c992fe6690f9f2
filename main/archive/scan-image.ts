import type { SharpInput, Sharp } from 'sharp';
import { refuse } from '../../shared/errors.ts';

/** A sheet of A3 at 600 dpi has 70 million points; nobody photographs papers finer than this, and more costs the hall its memory. */
const mostPixels = 60_000_000;
const thumbnailPixels = 320;

/**
 * Decodes an image wholly and writes it anew: upright, without metadata (place, camera, editor), and nothing that stood
 * behind or between its parts. Errors: SCAN_REFUSED tooManyPixels, damaged.
 */
export async function cleanImage(content: Buffer, kind: 'jpeg' | 'png'): Promise<Buffer> {
  const image = await reader(content);
  return decoded(async () => {
    const { format, width, height } = await image.metadata();
    if (format !== kind) return refuse('SCAN_REFUSED', { reason: 'damaged' });
    if (width * height > mostPixels) return refuse('SCAN_REFUSED', { reason: 'tooManyPixels' });
    const upright = image.autoOrient();
    return (kind === 'jpeg' ? upright.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }) : upright.png({ compressionLevel: 6 })).toBuffer();
  });
}

/** A small JPEG of an image, longest side 320 points. Errors: SCAN_REFUSED. */
export async function thumbnailOf(content: Buffer): Promise<Buffer> {
  const image = await reader(content);
  return decoded(() => image.resize(thumbnailPixels, thumbnailPixels, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' }).jpeg({ quality: 72 }).toBuffer());
}

/** Loaded when the first image comes: it takes memory that a hall without scans need not give. */
async function reader(content: SharpInput): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  // Nothing of an opened paper may linger in a cache, and one core is enough beside a working hall.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp(content, { limitInputPixels: mostPixels, failOn: 'error' });
}

async function decoded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return refuse('SCAN_REFUSED', { reason: isTooLarge ? 'tooManyPixels' : 'damaged' });
  }
}
