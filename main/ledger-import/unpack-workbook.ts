import { crc32, inflateRawSync } from 'node:zlib';
import { LedgerFault, ledgerLimits } from './ledger-fault.ts';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const maxEntries = 2000;

interface Part {
  path: string;
  bytes: Buffer;
}

/**
 * Unpacks the XML parts of a workbook within a bound. The sizes a zip declares are not believed: inflating stops at what
 * is left of the bound, so that a bomb costs no memory. Throws LedgerFault: expandsTooFar, encrypted, damaged.
 * Format: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function unpackWorkbook(bytes: Uint8Array): Part[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readParts(zip);
  } catch (error) {
    throw error instanceof LedgerFault ? error : new LedgerFault('damaged', { cause: error });
  }
}

function readParts(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new LedgerFault('damaged');
  const count = zip.readUInt16LE(end + 10);
  if (count > maxEntries) throw new LedgerFault('expandsTooFar');
  const parts: Part[] = [];
  const seen = new Set<string>();
  let left = ledgerLimits.maxUnpackedMegabytes * 1024 * 1024;
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new LedgerFault('damaged');
    const flags = zip.readUInt16LE(at + 8);
    const method = zip.readUInt16LE(at + 10);
    const packedSize = zip.readUInt32LE(at + 20);
    const pathLength = zip.readUInt16LE(at + 28);
    const path = zip.toString('utf8', at + 46, at + 46 + pathLength);
    if ((flags & 1) !== 0) throw new LedgerFault('encrypted');
    if (/\.(?:xml|rels)$/u.test(path) && !seen.has(path)) {
      const part = { path, bytes: inflate(zip, zip.readUInt32LE(at + 42), packedSize, method, left) };
      left -= part.bytes.length;
      seen.add(path);
      parts.push(part);
    }
    at += 46 + pathLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

function inflate(zip: Buffer, header: number, packedSize: number, method: number, left: number): Buffer {
  if (zip.readUInt32LE(header) !== localHeader) throw new LedgerFault('damaged');
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + packedSize);
  if (packed.length !== packedSize || (method !== 0 && method !== 8)) throw new LedgerFault('damaged');
  if (method === 0) {
    if (packed.length > left) throw new LedgerFault('expandsTooFar');
    return packed;
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
  } catch (error) {
    const isTooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new LedgerFault(isTooLarge ? 'expandsTooFar' : 'damaged', { cause: error });
  }
}

/** A zip of these parts without compression: what a reader that trusts declared sizes may safely be given. */
export function packPlain(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(localHeader);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(directoryEntry);
    central.writeUInt16LE(20, 4);
    common.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    pieces.push(local, common, name, bytes);
    directory.push(central, name);
    offset += 30 + name.length + bytes.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endOfDirectory);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, directoryBytes, end]);
}
