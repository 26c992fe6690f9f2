import type { Sharp } from 'sharp';
import { mostPhotoPixels } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';

/** Longest side of a photo as it is kept: a paper fills a printed page at 220 points an inch, and a clause stays readable. */
export const longestPhotoSide = 2560;
const longestThumbnailSide = 320;
const formats = ['jpeg', 'png', 'webp'];

/** A photo as it is kept. */
export interface PreparedPhoto {
  /** JPEG */
  content: Buffer;
  widthPx: number;
  heightPx: number;
  /** JPEG, longest side 320 points */
  thumbnail: Buffer;
}

/**
 * Decodes a photo wholly and writes it anew: upright, at most 2560 points on its longest side, as JPEG, without metadata (place
 * and time of the camera, owner, editor). Errors: PHOTO_REFUSED notAnImage, damaged; PHOTO_TOO_LARGE.
 */
export async function preparePhoto(content: Buffer): Promise<PreparedPhoto> {
  if (content.length === 0) refuse('PHOTO_REFUSED', { reason: 'notAnImage' });
  const { default: sharp } = await import('sharp');
  // Nothing of a paper may linger in a cache, and one core is enough beside a working hall.
  sharp.cache(false);
  sharp.concurrency(1);
  // The limit is judged below with its numbers: the decoder's own tells only that there is one. Nothing is decoded before.
  const open = (): Sharp => sharp(content, { limitInputPixels: false, failOn: 'error' });
  const { format, width, height } = await open().metadata().catch(() => refuse('PHOTO_REFUSED', { reason: 'notAnImage' }));
  // Drawings and documents the library could render as well may point at other files; nobody photographs in them.
  if (!formats.includes(format)) refuse('PHOTO_REFUSED', { reason: 'notAnImage' });
  if (width * height > mostPhotoPixels) refuse('PHOTO_TOO_LARGE', { megapixels: Math.ceil(width * height / 1e6), mostMegapixels: mostPhotoPixels / 1e6 });
  try {
    const page = await open().autoOrient()
      .resize(longestPhotoSide, longestPhotoSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' }).jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true });
    const thumbnail = await sharp(page.data).resize(longestThumbnailSide, longestThumbnailSide, { fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 72 }).toBuffer();
    return { content: page.data, widthPx: page.info.width, heightPx: page.info.height, thumbnail };
  } catch {
    return refuse('PHOTO_REFUSED', { reason: 'damaged' });
  }
}
