import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { longestPhotoSide, preparePhoto } from '../../main/complaints/photo-image.ts';
import { aPhotograph } from '../builders/a-scan.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

describe('a photo of a complaint', () => {
  test('keeps nothing of where, when and with what it was taken', async () => {
    const taken = await aPhotograph();
    expect((await sharp(taken).metadata()).exif?.length).toBeGreaterThan(0);
    expect(taken.includes('Telephone of Zhang')).toBe(true);
    const { content, thumbnail } = await preparePhoto(taken);
    for (const kept of [content, thumbnail]) {
      const { exif, xmp, iptc, format } = await sharp(kept).metadata();
      expect({ exif, xmp, iptc, format }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, format: 'jpeg' });
      expect(kept.includes('Telephone of Zhang')).toBe(false);
    }
  });

  test('stands upright, however the telephone was held', async () => {
    expect(await preparePhoto(await aPhotograph({ width: 640, height: 480, orientation: 6 }))).toMatchObject({ widthPx: 480, heightPx: 640 });
  });

  test('of 40 megapixels is taken and made smaller, a small one stays as large as it is', async () => {
    const large = await preparePhoto(await aPhotograph({ width: 8000, height: 5000 }));
    expect(large).toMatchObject({ widthPx: longestPhotoSide, heightPx: 1600 });
    expect(Math.max((await sharp(large.thumbnail).metadata()).width, 0)).toBe(320);
    expect(await preparePhoto(await aPhotograph({ width: 300, height: 200 }))).toMatchObject({ widthPx: 300, heightPx: 200 });
  }, 60_000);

  test('of 80 megapixels is refused with both numbers before it is decoded', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 8000, channels: 3, background: '#336699' } }).png({ compressionLevel: 1 }).toBuffer();
    expect(await refusalOf(preparePhoto(huge))).toEqual({ code: 'PHOTO_TOO_LARGE', data: { megapixels: 80, mostMegapixels: 60 } });
  }, 60_000);

  test.each([
    ['a text that is called .jpg', Buffer.from('我不是照片'), 'notAnImage'],
    ['nothing at all', Buffer.alloc(0), 'notAnImage'],
    ['a drawing that could point at other files', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'), 'notAnImage'],
  ])('is not %s', async (_, content, reason) => {
    expect(await refusalOf(preparePhoto(content))).toEqual({ code: 'PHOTO_REFUSED', data: { reason } });
  });

  test('that is cut short is refused, not kept half grey', async () => {
    const whole = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#777777', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).jpeg().toBuffer();
    expect(await refusalOf(preparePhoto(whole.subarray(0, whole.length / 2)))).toEqual({ code: 'PHOTO_REFUSED', data: { reason: 'damaged' } });
  });
});
