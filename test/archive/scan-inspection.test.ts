import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { inspectScan } from '../../main/archive/scan-inspection.ts';
import { inspectPdf } from '../../main/archive/scan-pdf.ts';
import { aDrawing, aPdf, aPhotograph } from '../builders/a-scan.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

const refused = (reason: string) => ({ code: 'SCAN_REFUSED', data: { reason } });

describe('what comes for a scan is known by its content', () => {
  test('a PNG is a PNG, whatever it was called, and an empty file or a text is no scan', async () => {
    expect(await inspectScan(await aDrawing(), null)).toMatchObject({ kind: 'png', pageCount: 1 });
    expect(await refusalOf(inspectScan(Buffer.from('姓名,电话\n王芳,138'), null))).toEqual(refused('otherType'));
    expect(await refusalOf(inspectScan(Buffer.alloc(0), null))).toEqual(refused('empty'));
    for (const lie of ['%PDF', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'PK\x03\x04', ' %PDF-1.7']) {
      expect(await refusalOf(inspectScan(Buffer.from(lie, 'latin1'), null)), lie).toEqual(refused('otherType'));
    }
  });

  test('a JPEG that breaks off, or is one in its first bytes alone, is refused', async () => {
    const whole = await aPhotograph();
    expect(await refusalOf(inspectScan(whole.subarray(0, Math.floor(whole.length / 2)), null))).toEqual(refused('damaged'));
    expect(await refusalOf(inspectScan(Buffer.concat([whole.subarray(0, 3), Buffer.alloc(5000, 7)]), null))).toEqual(refused('damaged'));
    const png = await aDrawing();
    expect(await refusalOf(inspectScan(png.subarray(0, png.length - 40), null))).toEqual(refused('damaged'));
  });
});

describe('an image', () => {
  test('of 40 million points with the place it was taken at loses the place, the maker and everything else beside the picture', async () => {
    const photograph = await aPhotograph({ width: 8000, height: 5000 });
    expect((await sharp(photograph).metadata()).exif?.includes('Telephone of Zhang')).toBe(true);
    const { content, kind } = await inspectScan(photograph, null);
    const { exif, icc, xmp, iptc, width, height } = await sharp(content).metadata();
    expect({ kind, exif, icc, xmp, iptc, width, height }).toEqual({ kind: 'jpeg', exif: undefined, icc: undefined, xmp: undefined, iptc: undefined, width: 8000, height: 5000 });
    expect(content.includes('Telephone')).toBe(false);
  });

  test('that lay on its side stands upright', async () => {
    const { content } = await inspectScan(await aPhotograph({ width: 640, height: 480, orientation: 6 }), null);
    expect(await sharp(content).metadata()).toMatchObject({ width: 480, height: 640 });
  });

  test('of more than 60 million points is refused before it is decoded', async () => {
    const large = await sharp({ create: { width: 10_000, height: 6001, channels: 3, background: '#fff' } }).png({ compressionLevel: 1 }).toBuffer();
    expect(large.length).toBeLessThan(2_000_000);
    expect(await refusalOf(inspectScan(large, null))).toEqual(refused('tooManyPixels'));
  });

  test('gets a picture of at most 320 points, and keeps nothing that stood behind it', async () => {
    const { thumbnail, content } = await inspectScan(Buffer.concat([await aPhotograph(), Buffer.from('PK\x03\x04 a program behind the picture')]), null);
    expect(await sharp(thumbnail ?? Buffer.alloc(0)).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    expect(content.includes('a program behind')).toBe(false);
  });
});

describe('a PDF', () => {
  test('says its pages, written plainly or packed', async () => {
    expect(await inspectPdf(aPdf({ pages: 3 }))).toBe(3);
    expect(await inspectPdf(aPdf({ pages: 4, isPacked: true }))).toBe(4);
  });

  test('comes with a picture of its first page, which is checked like any other', async () => {
    const pdf = aPdf();
    expect((await inspectScan(pdf, null)).thumbnail).toBeNull();
    const { thumbnail, content } = await inspectScan(pdf, await aPhotograph());
    expect((await sharp(thumbnail ?? Buffer.alloc(0)).metadata()).exif).toBeUndefined();
    expect(content.equals(pdf)).toBe(true);
    expect(await refusalOf(inspectScan(pdf, Buffer.from('<svg/>')))).toEqual(refused('otherType'));
  });

  test('that is encrypted is refused, written plainly or packed', async () => {
    expect(await refusalOf(inspectPdf(aPdf({ isEncrypted: true })))).toEqual(refused('encrypted'));
    expect(await refusalOf(inspectPdf(aPdf({ isEncrypted: true, isPacked: true })))).toEqual(refused('encrypted'));
  });

  test('without pages, or cut off before them, is refused', async () => {
    const whole = aPdf({ pages: 2 });
    for (const damaged of [Buffer.from('%PDF-1.7\n'), whole.subarray(0, 300), aPdf({ pages: 0 })]) {
      expect(await refusalOf(inspectPdf(damaged))).toEqual(refused('damaged'));
    }
  });

  test('with more pages than a volume has is refused', async () => {
    expect(await refusalOf(inspectPdf(aPdf({ pages: 31 }), { pages: 30 }))).toEqual(refused('tooManyPages'));
    expect(await inspectPdf(aPdf({ pages: 30 }), { pages: 30 })).toBe(30);
  });

  test('whose page tree points at itself ends', async () => {
    const circle = Buffer.from(aPdf().toString('latin1').replace('/Kids [10 0 R]', '/Kids [2 0 R ]'), 'latin1');
    expect(await refusalOf(inspectPdf(circle))).toEqual(refused('damaged'));
  });
});

describe('a stream that expands without measure', () => {
  const limits = { streamBytes: 1_000_000, totalBytes: 3_000_000, innerBytes: 500_000 };
  const bomb = deflateSync(Buffer.alloc(1_000_001));

  test('is refused, and one byte less is taken', async () => {
    expect(bomb.length).toBeLessThan(2000);
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: bomb } }), limits))).toEqual(refused('expandsTooFar'));
    expect(await inspectPdf(aPdf({ stream: { bytes: deflateSync(Buffer.alloc(999_000)) } }), limits)).toBe(1);
  });

  test.each([
    ['a name in disguise', '<< /Filter /Fl#61teDecode >>'],
    ['a filter said elsewhere', '<< /Filter 8 0 R >>'],
    ['no filter at all', '<< /Length 5 >>'],
    ['a length that lies', '<< /Length 3 /Filter /FlateDecode >>'],
  ])('is found behind %s', async (_, dictionary) => {
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: bomb, dictionary } }), limits))).toEqual(refused('expandsTooFar'));
  });

  test('is found with the word endstream in its middle, and with words behind the word stream', async () => {
    const hiding = deflateSync(Buffer.concat([Buffer.from('endstream endobj '.repeat(10)), Buffer.alloc(1_000_001)]), { level: 0 });
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: hiding } }), limits))).toEqual(refused('expandsTooFar'));
    const disguised = Buffer.from(aPdf({ stream: { bytes: bomb } }).toString('latin1').replaceAll('5 0 obj', '5 %\n0 obj').replaceAll('stream\r\n', 'stream %x\n'), 'latin1');
    expect(await refusalOf(inspectPdf(disguised, limits))).toEqual(refused('expandsTooFar'));
  });

  test('is found inside of another one', async () => {
    const twice = deflateSync(bomb);
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: twice } }), limits))).toEqual(refused('expandsTooFar'));
    const thrice = deflateSync(deflateSync(deflateSync(Buffer.from('small'))));
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: thrice } }), limits))).toEqual(refused('expandsTooFar'));
  });

  test('is found when only all of them together are too much', async () => {
    const one = deflateSync(Buffer.alloc(900_000));
    const many = Buffer.concat(Array.from({ length: 4 }, () => Buffer.concat([one, Buffer.from('\nendstream\n5 0 obj\nstream\n', 'latin1')])));
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: many } }), limits))).toEqual(refused('expandsTooFar'));
  });

  test('of 300 MB is refused within seconds and without holding it, by the limits as they are', async () => {
    const packed = deflateSync(Buffer.alloc(300 * 1024 * 1024), { level: 6 });
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusalOf(inspectPdf(aPdf({ stream: { bytes: packed } })))).toEqual(refused('expandsTooFar'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 * 1024);
  }, 20_000);
});
