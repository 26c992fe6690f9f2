// Finds the objects of a PDF by reading it from front to back, as viewers do with a file whose tables are lost. The tables
// at its end may say anything; what is between `obj` and `endobj` is what a viewer has to work with.

export interface PdfObject {
  number: number;
  /** the object as text up to its stream, or to its end; names with #-escapes are written out */
  text: string;
  /** where its stream begins; null when it has none */
  streamAt: number | null;
}

/** `12 0` right before `obj` */
const numberBefore = /(\d{1,10})\s+(\d{1,5})\s+$/;

/**
 * Every object of the file in the order in which they stand; a later one of the same number replaces an earlier one.
 * Reads the file once: objects that do not end cost no more than those that do.
 */
export function* objectsOf(content: Buffer): Generator<PdfObject> {
  const nextEnd = searchForward(content, 'endobj');
  const nextStream = searchForward(content, 'stream');
  for (let at = content.indexOf('obj'); at >= 0; at = content.indexOf('obj', at + 3)) {
    const number = numberBefore.exec(content.toString('latin1', Math.max(0, at - 24), at))?.[1];
    if (number === undefined) continue;
    const start = at + 3;
    const end = nextEnd(start);
    const stream = nextStream(start);
    const hasStream = stream < end;
    yield {
      number: Number(number),
      text: plainNames(content.toString('latin1', start, Math.min(end, stream))),
      streamAt: hasStream ? afterLineEnd(content, stream + 'stream'.length) : null,
    };
    // What a stream holds is not read for objects on purpose, but its end is not to be trusted either: the search goes on
    // right behind its beginning.
    at = hasStream ? stream : Math.max(at, end - 3);
  }
}

/** Finds the next place of a word from ever later places; the end of the content when there is none. */
function searchForward(content: Buffer, word: string): (from: number) => number {
  let found = -1;
  return from => {
    if (found < from) {
      const next = content.indexOf(word, from);
      found = next < 0 ? content.length : next;
    }
    return found;
  };
}

/** The dictionaries behind each `trailer`. */
export function* trailersOf(content: Buffer): Generator<string> {
  for (let at = content.indexOf('trailer'); at >= 0; at = content.indexOf('trailer', at + 7)) {
    const start = at + 'trailer'.length;
    yield plainNames(content.toString('latin1', start, indexOr(content, 'startxref', start, Math.min(start + 4096, content.length))));
  }
}

/** The objects packed into an object stream: its text holds `number offset` pairs, then the objects. */
export function* packedObjects(header: string, inflated: Buffer): Generator<PdfObject> {
  const count = numberOf(header, 'N');
  const first = numberOf(header, 'First');
  if (count === null || first === null) return;
  const text = inflated.toString('latin1');
  const pairs = text.slice(0, first).trim().split(/\s+/).map(Number);
  for (let index = 0; index < Math.min(count, Math.floor(pairs.length / 2)); index += 1) {
    const number = pairs[index * 2];
    const from = pairs[index * 2 + 1];
    if (number === undefined || from === undefined) return;
    yield { number, text: plainNames(text.slice(first + from, first + (pairs[index * 2 + 3] ?? text.length))), streamAt: null };
  }
}

/** The object `/Name 12 0 R` points at, or null. */
export function referenceOf(text: string, name: string): number | null {
  const found = new RegExp(`/${name}\\s+(\\d{1,10})\\s+\\d{1,5}\\s+R\\b`).exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** All the objects an array `[1 0 R 2 0 R]` points at. */
export function referencesIn(array: string): number[] {
  return [...array.matchAll(/(\d{1,10})\s+\d{1,5}\s+R\b/g)].map(([, number]) => Number(number));
}

function numberOf(text: string, name: string): number | null {
  const found = new RegExp(`/${name}\\s+(\\d{1,10})\\b`).exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function indexOr(content: Buffer, word: string, from: number, otherwise: number): number {
  const found = content.subarray(from, otherwise).indexOf(word);
  return found < 0 ? otherwise : from + found;
}

function afterLineEnd(content: Buffer, at: number): number {
  if (content[at] === 0x0d && content[at + 1] === 0x0a) return at + 2;
  return content[at] === 0x0a || content[at] === 0x0d ? at + 1 : at;
}

/** `/Fl#61te` is `/Flate`: two spellings of one name must not be two names to us. */
function plainNames(text: string): string {
  return text.includes('#') ? text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
