import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A photograph as a telephone takes it, with the place where it was taken; `orientation` 6 lies on its side. */
export function aPhotograph({ width = 640, height = 480, orientation = 1 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#c8a060' } })
    .withExif({
      IFD0: { Make: 'Telephone of Zhang', Orientation: String(orientation) },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 16/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' },
    })
    .withMetadata({ orientation })
    .jpeg({ quality: 80 }).toBuffer();
}

/** A PNG with a line of text in its metadata. */
export function aDrawing({ width = 300, height = 200 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: '#ffffff00' } }).withExif({ IFD0: { Artist: 'Zhang Weiming' } }).png().toBuffer();
}

export interface PdfParts {
  pages?: number;
  /** pages and catalogue in an object stream, with a cross-reference stream, as new programs write */
  isPacked?: boolean;
  isEncrypted?: boolean;
  /** a Flate stream beside the pages */
  stream?: { bytes: Buffer; dictionary?: string };
}

/** A PDF written by hand: small, and of the shape a test asks for. */
export function aPdf({ pages = 1, isPacked = false, isEncrypted = false, stream }: PdfParts = {}): Buffer {
  const text = deflateSync('BT /F1 24 Tf 72 720 Td (page) Tj ET');
  const plain: [number, string][] = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, index) => `${10 + index} 0 R`).join(' ')}] >>`],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...Array.from({ length: pages }, (_, index): [number, string] =>
      [10 + index, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>']),
  ];
  const encrypt = isEncrypted ? ' /Encrypt 9 0 R' : '';
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = new Map<number, number>();
  const length = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const add = (number: number, body: string, data?: Buffer) => {
    offsets.set(number, length());
    chunks.push(Buffer.from(`${number} 0 obj\n${body}\n`, 'latin1'));
    if (data) chunks.push(Buffer.from('stream\r\n', 'latin1'), data, Buffer.from('\nendstream\n', 'latin1'));
    chunks.push(Buffer.from('endobj\n', 'latin1'));
  };

  add(4, `<< /Length ${text.length} /Filter /FlateDecode >>`, text);
  if (stream) add(5, stream.dictionary ?? `<< /Length ${stream.bytes.length} /Filter /FlateDecode >>`, stream.bytes);
  if (isEncrypted) add(9, '<< /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>');
  if (!isPacked) {
    for (const [number, body] of plain) add(number, body);
    const table = length();
    const last = Math.max(...offsets.keys());
    const lines = Array.from({ length: last + 1 }, (_, number) => {
      const at = offsets.get(number);
      return at === undefined ? '0000000000 65535 f \n' : `${String(at).padStart(10, '0')} 00000 n \n`;
    });
    chunks.push(Buffer.from(`xref\n0 ${last + 1}\n${lines.join('')}trailer\n<< /Size ${last + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${table}\n%%EOF\n`, 'latin1'));
    return Buffer.concat(chunks);
  }

  const bodies = plain.map(([, body]) => body);
  const starts = bodies.map((_, index) => bodies.slice(0, index).join(' ').length + (index > 0 ? 1 : 0));
  const head = plain.map(([number], index) => `${number} ${starts[index]}`).join(' ');
  const packed = deflateSync(`${head}\n${bodies.join(' ')}`);
  add(6, `<< /Type /ObjStm /N ${plain.length} /First ${head.length + 1} /Length ${packed.length} /Filter /FlateDecode >>`, packed);
  const table = length();
  const last = Math.max(7, 9 + pages);
  const rows = Array.from({ length: last + 1 }, (_, number) => {
    const index = plain.findIndex(([each]) => each === number);
    if (index >= 0) return Buffer.from([2, 0, 0, 6, 0, index]);
    const at = number === 7 ? table : offsets.get(number);
    return at === undefined ? Buffer.from([0, 0, 0, 0, 0, 0]) : Buffer.from([1, 0, at >> 16, (at >> 8) & 255, at & 255, 0]);
  });
  const xref = deflateSync(Buffer.concat(rows));
  add(7, `<< /Type /XRef /Size ${last + 1} /W [1 3 2] /Root 1 0 R${encrypt} /Length ${xref.length} /Filter /FlateDecode >>`, xref);
  chunks.push(Buffer.from(`startxref\n${table}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(chunks);
}
