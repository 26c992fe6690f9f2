import { hash } from 'node:crypto';
import * as z from 'zod';
import type { VerifierFinding } from '../../shared/access-log.ts';
import { commitmentOf, entryBytes, leafHashOf } from './entry-bytes.ts';
import { hashBytes } from './merkle-tree.ts';

// The part of verifying that looks at each line by itself: millions of them, so it may run in several threads at once.

/** What a run of lines holds. Places are counted from 0 within the run. */
export interface CheckedLines {
  count: number;
  /** 32 bytes for each entry */
  leafHashes: Uint8Array;
  /** NaN where an entry cannot be read */
  seqs: Float64Array;
  ats: Float64Array;
  /** places of entries by which the system said that its clock had gone back */
  clockSteps: number[];
  /** entries without their detail, and the file they were about */
  detailsGone: { seq: number; fileId: string | null }[];
  /** files whose destruction was logged */
  destroyedFiles: string[];
  /** lines that are no entries, each with how many entries came before it */
  others: { after: number; text: string }[];
  findings: VerifierFinding[];
}

const noHash = new Uint8Array(hashBytes);

/** Checks whole lines, the last with or without its newline. */
export function checkLines(text: string): CheckedLines {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const checked: CheckedLines = {
    count: 0, leafHashes: new Uint8Array(lines.length * hashBytes), seqs: new Float64Array(lines.length), ats: new Float64Array(lines.length),
    clockSteps: [], detailsGone: [], destroyedFiles: [], others: [], findings: [],
  };
  for (const line of lines) checkLine(line, checked);
  return checked;
}

function checkLine(line: string, checked: CheckedLines): void {
  const place = checked.count;
  if (line.startsWith('{"checkpoint":')) {
    checked.others.push({ after: place, text: line });
    return;
  }
  const entry = readLine(line);
  checked.count += 1;
  checked.leafHashes.set(entry ? leafHash(entry.bytes) : noHash, place * hashBytes);
  const facts = entry && factsOf(entry.bytes);
  checked.seqs[place] = facts?.seq ?? Number.NaN;
  checked.ats[place] = facts?.at ?? Number.NaN;
  if (!entry || !facts) {
    // Where it stands is known to whoever has counted the entries before this run.
    checked.findings.push({ code: 'entryUnreadable', seq: null, facts: { place } });
    return;
  }
  const { seq, action, fileId } = facts;
  if (entry.salt === undefined || entry.content === undefined) checked.detailsGone.push({ seq, fileId });
  else if (commitment(entry.salt, entry.content) !== facts.commitment) checked.findings.push({ code: 'detailDiffers', seq, facts: {} });
  if (action === 'clockWentBack') checked.clockSteps.push(place);
  if (action === 'destroy' && facts.isDone && fileId !== null) checked.destroyedFiles.push(fileId);
}

interface EntryFacts { seq: number; at: number; action: string; isDone: boolean; fileId: string | null; commitment: string }

const text = '"[^"\\\\\\u0000-\\u001f]*"';
const value = `(?:null|${text})`;
const canonical = new RegExp(`^\\{"v":1,"seq":(0|[1-9]\\d*),"at":(-?(?:0|[1-9]\\d*)),"staff":${value},"role":${text},"station":${value},"window":${value},"action":(${text}),"outcome":(${text}),`
  + `"file":(${value}),"customer":${value},"purpose":${value},"basis":(?:null|\\{"kind":${text},"id":${value}\\}),"fields":\\[(?:${text}(?:,${text})*)?\\],"detail":"([A-Za-z0-9+/]{43}=)"\\}$`, 'u');

/** What an entry says, if it is written in the one way an entry is written; two ways would mean two things to two readers. */
function factsOf(bytes: string): EntryFacts | null {
  const found = canonical.exec(bytes);
  if (!found) return factsOfRare(bytes);
  const [, seq, at, action, outcome, file, detail] = found;
  return { seq: Number(seq), at: Number(at), action: action!.slice(1, -1), isDone: outcome === '"done"', fileId: file === 'null' ? null : file!.slice(1, -1), commitment: detail! };
}

const rareEntry = z.object({
  v: z.literal(1), seq: z.number().int().nonnegative(), at: z.number().int(), staff: z.string().nullable(), role: z.string(), station: z.string().nullable(), window: z.string().nullable(),
  action: z.string(), outcome: z.string(), file: z.string().nullable(), customer: z.string().nullable(), purpose: z.string().nullable(),
  basis: z.object({ kind: z.string(), id: z.string().nullable() }).nullable(), fields: z.array(z.string()), detail: z.string(),
});

/** The same for entries with quotes or backslashes in a value. */
function factsOfRare(bytes: string): EntryFacts | null {
  const read = rareEntry.safeParse(parse(bytes));
  if (!read.success) return null;
  const { seq, at, staff, role, station, window, action, outcome, file, customer, purpose, basis, fields, detail } = read.data;
  const again = { seq, at, staffId: staff, role, stationId: station, windowId: window, action, outcome, fileId: file, customerId: customer, purpose, basis, fields };
  return entryBytes(again, detail) === bytes ? { seq, at, action, isDone: outcome === 'done', fileId: file, commitment: detail } : null;
}

function readLine(line: string): { bytes: string; salt?: string; content?: string } | null {
  const read = parse(line);
  if (typeof read !== 'object' || read === null || !('bytes' in read) || typeof read.bytes !== 'string') return null;
  const { bytes, salt, content } = read as { bytes: string; salt?: unknown; content?: unknown };
  return { bytes, ...typeof salt === 'string' && { salt }, ...typeof content === 'string' && { content } };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

// Hashing again and again into new buffers costs more than the hashing itself.
const scratch = Buffer.alloc(64 * 1024);
const roomFor = (characters: number) => characters * 3 < scratch.length;

function leafHash(bytes: string): Buffer {
  if (!roomFor(bytes.length + 1)) return leafHashOf(bytes);
  scratch[0] = 0x00;
  return hash('sha256', scratch.subarray(0, 1 + scratch.write(bytes, 1, 'utf8')), 'buffer');
}

function commitment(salt: string, content: string): string {
  if (!roomFor(salt.length + content.length)) return commitmentOf(Buffer.from(salt, 'base64'), content);
  const saltBytes = scratch.write(salt, 0, 'base64');
  return hash('sha256', scratch.subarray(0, saltBytes + scratch.write(content, saltBytes, 'utf8')), 'base64');
}
