import { createHash } from 'node:crypto';
import * as z from 'zod';

// How the archive's files are made: record behind record, each with its own hash, so that a torn end or a damaged place costs
// what it hit and nothing else.

/** Who an epoch belongs to: with it the archive fills an empty database. A token is known by its hash alone, as in the database. */
const epochRecord = z.object({
  kind: z.literal('epoch'),
  branch: z.object({ branchId: z.string(), name: z.string(), trade: z.enum(['power', 'bank', 'insurance', 'property']), timeZone: z.string(), enrolledAt: z.number() }),
  epoch: z.number(), publicKey: z.string(), checkpointPublicKey: z.string(), tokenHash: z.string(), tokenMadeAt: z.number(), beganAt: z.number(),
  why: z.enum(['enrolled', 'replaced', 'restoredBackup', 'headquartersPutBack', 'fenced']),
});
const batchRecord = z.object({ kind: z.literal('batch'), seal: z.string(), signature: z.string(), receivedAt: z.number() });
const facts = z.discriminatedUnion('kind', [epochRecord, batchRecord]);

export type EpochRecord = z.infer<typeof epochRecord>;
export type BatchRecord = z.infer<typeof batchRecord>;
/** `packed`: the gzipped lines of a batch; empty for an epoch */
export interface ArchiveRecord { facts: EpochRecord | BatchRecord; packed: Buffer }

const magic = Buffer.from('BDarchv1', 'latin1');
const headBytes = magic.length + 8;
const hashBytes = 32;
/** A length above is no length but a damaged place. */
const mostRecordBytes = 16 * 1024 * 1024;

/** magic · length of facts · length of packed · facts as JSON · packed · SHA-256 over all before. Lengths: 4 bytes, big-endian. */
export function encodeRecord(record: ArchiveRecord): Buffer {
  const json = Buffer.from(JSON.stringify(record.facts), 'utf8');
  const head = Buffer.alloc(headBytes);
  magic.copy(head);
  head.writeUInt32BE(json.length, magic.length);
  head.writeUInt32BE(record.packed.length, magic.length + 4);
  const content = Buffer.concat([head, json, record.packed]);
  return Buffer.concat([content, createHash('sha256').update(content).digest()]);
}

/** What stands at a place of a file: a record with its whole length, or why there is none. */
export type AtPlace = { record: ArchiveRecord; bytes: number } | { damaged: true } | { tooShort: true };

/** Reads the record that begins with `bytes`; tooShort: more of the file is needed, or its end was torn off. */
export function decodeRecord(bytes: Buffer): AtPlace {
  if (bytes.length < headBytes) return { tooShort: true };
  if (!bytes.subarray(0, magic.length).equals(magic)) return { damaged: true };
  const [jsonBytes, packedBytes] = [bytes.readUInt32BE(magic.length), bytes.readUInt32BE(magic.length + 4)];
  const contentBytes = headBytes + jsonBytes + packedBytes;
  if (contentBytes > mostRecordBytes) return { damaged: true };
  if (bytes.length < contentBytes + hashBytes) return { tooShort: true };
  const content = bytes.subarray(0, contentBytes);
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(contentBytes, contentBytes + hashBytes))) return { damaged: true };
  const read = facts.safeParse(JSON.parse(content.subarray(headBytes, headBytes + jsonBytes).toString('utf8')));
  if (!read.success) return { damaged: true };
  return { record: { facts: read.data, packed: Buffer.from(content.subarray(headBytes + jsonBytes)) }, bytes: contentBytes + hashBytes };
}

/** Where the next record may begin behind a damaged place; -1 when none does. */
export function nextRecordAt(bytes: Buffer, from: number): number {
  return bytes.indexOf(magic, from);
}
