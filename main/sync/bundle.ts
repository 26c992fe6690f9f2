import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { rowId, instant } from '../../shared/command.ts';
import { directive, directiveTake, receipts } from '../../shared/sync.ts';
import { isSealed, readSeal, type Seal } from './batch-seal.ts';

// The files that carry batches to headquarters and its answer back where there is no line: docs/sync-protocol.md, "On a stick".

const magic = Buffer.from('branch-desk/bundle/1\n', 'latin1');
const reportHeading = 'branch-desk/bundle-report/1\n';
const answerHeading = 'branch-desk/bundle-answer/1\n';
/** What an answer may unpack to; its packed length is bounded by shared/sync-state.ts. */
const longestAnswerText = 32 * 1024 * 1024;

/** Report and its signature, then for each batch its seal, signature and gzipped body; or an answer and its signature; then the end. */
type Kind = 'R' | 'S' | 'G' | 'B' | 'A' | 'E';

const bundleReport = z.object({ branchId: rowId, epoch: z.number().int().positive(), madeAt: instant, written: z.number().int(), directive: z.number().int(), takes: z.array(directiveTake) });
export type BundleReport = z.infer<typeof bundleReport>;

const bundleAnswer = receipts.extend({
  branchId: rowId, epoch: z.number().int().positive(), madeAt: instant,
  directives: z.array(directive.extend({ kind: z.string().max(60) })),
});
export type BundleAnswer = z.infer<typeof bundleAnswer>;

/** A batch as it travels, on whichever way. */
export interface BundledBatch {
  /** text */
  seal: Buffer;
  signature: Buffer;
  /** gzipped */
  packed: Buffer;
}

/** What a branch brings; who takes it in checks `isSignedReport` and each batch by its seal. */
export interface Bundle {
  report: BundleReport;
  reportText: string;
  reportSignature: Buffer;
  batches: (BundledBatch & { said: Seal })[];
}

/** Writes a branch's bundle piece by piece, so that none but the present batch is in memory. `sign`: with the key of the seals. */
export function bundleWriter(report: BundleReport, sign: (bytes: Buffer) => Buffer) {
  const text = Buffer.from(reportHeading + JSON.stringify(report), 'utf8');
  const frames = frameWriter();
  return {
    start: () => Buffer.concat([frames.start(), frames.add('R', text), frames.add('G', sign(text))]),
    batch: ({ seal, signature, packed }: BundledBatch) => Buffer.concat([frames.add('S', seal), frames.add('G', signature), frames.add('B', packed)]),
    end: () => frames.end(),
  };
}

/** What is in a branch's bundle; null when it is none, or not whole. */
export function readBundle(file: Buffer): Bundle | null {
  const [first, second, ...rest] = readFrames(file) ?? [];
  if (first?.kind !== 'R' || second?.kind !== 'G' || rest.length % 3 !== 0) return null;
  const reportText = first.bytes.toString('utf8');
  const report = readText(reportText, reportHeading, bundleReport);
  if (!report) return null;
  const batches: Bundle['batches'] = [];
  for (let at = 0; at < rest.length; at += 3) {
    const [seal, signature, packed] = rest.slice(at, at + 3);
    const said = seal?.kind === 'S' ? readSeal(seal.bytes.toString('latin1')) : null;
    if (!said || signature?.kind !== 'G' || packed?.kind !== 'B') return null;
    batches.push({ seal: seal!.bytes, signature: signature.bytes, packed: packed.bytes, said });
  }
  return { report, reportText, reportSignature: second.bytes, batches };
}

/** Whether the branch's key signed what the bundle says of itself. `publicKey`: raw 32 bytes, base64. */
export function isSignedReport({ reportText, reportSignature }: Bundle, publicKey: string): boolean {
  return isSealed(reportText, reportSignature, publicKey);
}

/** The file headquarters gives back. `sign`: with headquarters' key. */
export function writeAnswer(answer: BundleAnswer, sign: (bytes: Buffer) => Buffer): Buffer {
  const text = Buffer.from(answerHeading + JSON.stringify(answer), 'utf8');
  const frames = frameWriter();
  return Buffer.concat([frames.start(), frames.add('A', gzipSync(text)), frames.add('G', sign(text)), frames.end()]);
}

/** What headquarters' file says; `isSigned`: its key signed that. Null when it is none, or not whole. */
export function readAnswer(file: Buffer, publicKey: string): { answer: BundleAnswer; isSigned: boolean } | null {
  const [packed, signature, ...rest] = readFrames(file) ?? [];
  if (packed?.kind !== 'A' || signature?.kind !== 'G' || rest.length > 0) return null;
  const text = unpacked(packed.bytes);
  const answer = text === null ? null : readText(text, answerHeading, bundleAnswer);
  return answer && text !== null ? { answer, isSigned: isSealed(text, signature.bytes, publicKey) } : null;
}

interface Frame { kind: Kind; bytes: Buffer }

/** A frame is its kind, a letter; its length, four bytes, the highest first; its bytes. The last holds SHA-256 of all before it. */
function frameWriter() {
  const hash = createHash('sha256');
  const framed = (kind: Kind, bytes: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.write(kind, 0, 'latin1');
    head.writeUInt32BE(bytes.length, 1);
    return Buffer.concat([head, bytes]);
  };
  const hashed = (piece: Buffer): Buffer => {
    hash.update(piece);
    return piece;
  };
  return {
    start: () => hashed(magic),
    add: (kind: Exclude<Kind, 'E'>, bytes: Buffer) => hashed(framed(kind, bytes)),
    end: () => framed('E', hash.digest()),
  };
}

/** All frames but the last; null when the file was cut, lengthened or changed by accident. What vouches for it are the signatures. */
function readFrames(file: Buffer): Frame[] | null {
  if (!file.subarray(0, magic.length).equals(magic)) return null;
  const frames: Frame[] = [];
  for (let at = magic.length; at + 5 <= file.length;) {
    const kind = file.toString('latin1', at, at + 1) as Kind;
    const end = at + 5 + file.readUInt32BE(at + 1);
    if (end > file.length) return null;
    const bytes = file.subarray(at + 5, end);
    if (kind === 'E') return end === file.length && createHash('sha256').update(file.subarray(0, at)).digest().equals(bytes) ? frames : null;
    frames.push({ kind, bytes });
    at = end;
  }
  return null;
}

function readText<Said>(text: string, heading: string, as: z.ZodType<Said>): Said | null {
  if (!text.startsWith(heading)) return null;
  try {
    return as.parse(JSON.parse(text.slice(heading.length)));
  } catch {
    return null;
  }
}

function unpacked(packed: Buffer): string | null {
  try {
    return gunzipSync(packed, { maxOutputLength: longestAnswerText }).toString('utf8');
  } catch {
    return null;
  }
}
