import { setImmediate as nextTurn } from 'node:timers/promises';
import { refuse } from '../../shared/errors.ts';
import { expandsWithin } from './pdf-expansion.ts';
import { objectsOf, packedObjects, referenceOf, referencesIn, trailersOf } from './pdf-objects.ts';
import { inflateBounded } from './pdf-streams.ts';

const megabyte = 1024 * 1024;

const pdfLimits = {
  /** a page of 60 million points in four colours */
  streamBytes: 256 * megabyte,
  /** a thick volume whose pages are packed without loss */
  totalBytes: 2048 * megabyte,
  /** honest programs seldom pack even twice */
  depth: 2,
  innerBytes: 64 * megabyte,
  /** object streams hold text alone */
  objectStreamBytes: 32 * megabyte,
  objects: 300_000,
  pages: 3000,
};

/** Objects read between two looks at what else the service has to do. */
const objectsPerTurn = 500;

/**
 * Looks a PDF over and answers its number of pages. It runs nothing: no script, no action, no form; nor does the viewer.
 * Errors: SCAN_REFUSED damaged (no pages can be found), encrypted, expandsTooFar, tooManyPages.
 */
export async function inspectPdf(content: Buffer, changed: Partial<typeof pdfLimits> = {}): Promise<number> {
  const limits = { ...pdfLimits, ...changed };
  if (!await expandsWithin(content, limits)) refuse('SCAN_REFUSED', { reason: 'expandsTooFar' });
  const { objects, roots } = await readObjects(content, limits);
  if (roots.some(root => /\/Encrypt\b/.test(root))) refuse('SCAN_REFUSED', { reason: 'encrypted' });
  return countPages(objects, roots, limits.pages);
}

async function readObjects(content: Buffer, limits: typeof pdfLimits): Promise<{ objects: Map<number, string>; roots: string[] }> {
  const objects = new Map<number, string>();
  const roots = [...trailersOf(content)];
  /** objects do not overlap, so all their text is no longer than the file */
  let textLeft = content.length;
  let count = 0;
  for (const { number, text, streamAt } of objectsOf(content)) {
    count += 1;
    textLeft -= text.length;
    if (count > limits.objects || textLeft < 0) refuse('SCAN_REFUSED', { reason: 'damaged' });
    if (count % objectsPerTurn === 0) await nextTurn();
    objects.set(number, text);
    if (/\/Type\s*\/XRef\b/.test(text)) roots.push(text);
    if (streamAt !== null && /\/Type\s*\/ObjStm\b/.test(text)) {
      const { kept } = await inflateBounded(content.subarray(streamAt), limits.objectStreamBytes, limits.objectStreamBytes);
      for (const packed of kept ? packedObjects(text, kept) : []) objects.set(packed.number, packed.text);
    }
  }
  return { objects, roots };
}

/** Counts the leaves of the page tree, from the catalogue that the last trailer names. */
function countPages(objects: Map<number, string>, roots: readonly string[], mostPages: number): number {
  const catalogues = roots.map(root => referenceOf(root, 'Root')).filter(number => number !== null).reverse();
  for (const catalogue of catalogues) {
    const pages = referenceOf(objects.get(catalogue) ?? '', 'Pages');
    const count = pages === null ? 0 : leavesOf(objects, pages, mostPages);
    if (count > 0) return count;
  }
  return refuse('SCAN_REFUSED', { reason: 'damaged' });
}

function leavesOf(objects: Map<number, string>, root: number, mostPages: number): number {
  const waiting = [root];
  const seen = new Set<number>();
  let leaves = 0;
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const text = objects.get(number);
    if (text === undefined || seen.has(number)) continue;
    seen.add(number);
    const kids = kidsOf(objects, text);
    if (kids && kids.length > mostPages) return refuse('SCAN_REFUSED', { reason: 'tooManyPages' });
    if (kids) waiting.push(...kids);
    else leaves += 1;
    if (leaves > mostPages || waiting.length > mostPages * 4) return refuse('SCAN_REFUSED', { reason: 'tooManyPages' });
  }
  return leaves;
}

function kidsOf(objects: Map<number, string>, text: string): number[] | null {
  const array = /\/Kids\s*\[([^\]]*)\]/.exec(text)?.[1];
  if (array !== undefined) return referencesIn(array);
  const elsewhere = referenceOf(text, 'Kids');
  return elsewhere === null ? null : referencesIn(objects.get(elsewhere) ?? '');
}
