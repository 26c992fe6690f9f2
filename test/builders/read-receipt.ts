import iconv from 'iconv-lite';

/** A paper as it lies in the tray. */
export interface PrintedPaper {
  lines: string[];
  /** each black-and-white picture, one number per module of six dots */
  pictures: number[][][];
  isCut: boolean;
  /** the right end of the widest line or picture, in dots (8 to the millimetre) */
  widestDots: number;
  /** the largest characters, in times of the ordinary ones */
  largestText: number;
}

const dotsPerCharacter = 12;
const moduleDots = 6;

/** How many bytes follow these commands that only set something. */
const settings: Record<string, number> = {
  '1b40': 0, '1d61': 1, '1b4d': 1, '1b20': 1, '1c53': 2, '1b32': 0, '1b33': 1, '1b7b': 1, '1c2e': 0, '1b2d': 1, '1c2d': 1, '1b45': 1, '1d42': 1,
  '1b61': 1, '1b74': 1, '1c26': 0, '1d57': 2, '1d4c': 2, '1d72': 1,
};

/** Reads ESC/POS as a printer with the two-byte part of GB18030 in its font does. Throws at a byte it would print as rubbish. */
export function readReceipt(bytes: Buffer): PrintedPaper {
  const paper: PrintedPaper = { lines: [], pictures: [], isCut: false, widestDots: 0, largestText: 1 };
  let line = '';
  let atDots = 0;
  let scale = 1;
  let at = 0;
  const word = (from: number) => bytes.readUInt16LE(from);
  const reach = (dots: number) => { paper.widestDots = Math.max(paper.widestDots, dots); };

  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const name = bytes.subarray(at, at + 2).toString('hex');
    const length = settings[name];
    if (length !== undefined) at += 2 + length;
    else if (name === '1d21') {
      scale = ((bytes[at + 2] ?? 0) >> 4) + 1;
      paper.largestText = Math.max(paper.largestText, scale);
      at += 3;
    } else if (name === '1b24' || name === '1b5c') {
      atDots = (name === '1b24' ? 0 : atDots) + word(at + 2);
      at += 4;
    } else if (name === '1d76') {
      const [bytesAcross, rows] = [word(at + 4), word(at + 6)];
      paper.pictures.push(modulesOf(bytes.subarray(at + 8, at + 8 + bytesAcross * rows), bytesAcross, rows));
      reach(bytesAcross * 8);
      at += 8 + bytesAcross * rows;
    } else if (name === '1d56') {
      paper.isCut = true;
      at += 4;
    } else if (first === 0x0a) {
      paper.lines.push(line.trim());
      [line, atDots] = ['', 0];
      at += 1;
    } else {
      const isWide = first >= 0x81;
      const character = bytes.subarray(at, at + (isWide ? 2 : 1));
      if (first < 0x20 || (isWide && (character[1] ?? 0) < 0x40)) throw new Error(`a printer would print rubbish for ${bytes.subarray(at, at + 4).toString('hex')}`);
      line += iconv.decode(character, 'gb18030');
      atDots += character.length * dotsPerCharacter * scale;
      reach(atDots);
      at += character.length;
    }
  }
  return paper;
}

function modulesOf(bits: Buffer, bytesAcross: number, rows: number): number[][] {
  const isDark = (x: number, y: number) => ((bits[y * bytesAcross + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
  const count = Math.floor(rows / moduleDots);
  return Array.from({ length: count }, (_, row) => Array.from({ length: count }, (__, column) => isDark(column * moduleDots, row * moduleDots)));
}
