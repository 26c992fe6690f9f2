import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a printed paper says, whole and by page, and how large its pages are, in points: A4 is 595 by 842. Whitespace between words is one space. */
export async function readPdf(bytes: Uint8Array): Promise<{ text: string; texts: string[]; pages: { width: number; height: number }[] }> {
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 });
  try {
    const document = await loading.promise;
    const pages: { width: number; height: number }[] = [];
    const texts: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      pages.push({ width: Math.round(width), height: Math.round(height) });
      const words = (await page.getTextContent()).items.map(item => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
      texts.push(asWritten(words.join('')).replace(/\s+/gu, ' '));
    }
    return { text: texts.join(' '), texts, pages };
  } finally {
    await loading.destroy();
  }
}

/**
 * Whether a paper says these words, whatever spaces stand between them. A machine without a Chinese font prints a box for each
 * character, and of a box the PDF does not tell which: there a box is taken for any character but a Latin one.
 */
export function says(text: string, words: string): boolean {
  const wanted = [...words.replace(/\s/gu, '')].map(letter => (/[\p{Script=Latin}\d]/u.test(letter) ? letter : `(?:\u0000|${letter.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')})`));
  return new RegExp(wanted.join(''), 'u').test(text.replace(/\s/gu, ''));
}

/** Radicals that stand for another character than the one they are the same as in the tables of Unicode. */
const simplified: Record<string, string> = { '\u2EDA': '页', '\u2EC5': '见', '\u2F3E': '户' };

/** Fonts that draw 人 and the radical ⼈ with one shape make a PDF name the radical. */
function asWritten(text: string): string {
  return text.replaceAll(/[\u2E80-\u2FDF]/gu, radical => simplified[radical] ?? radical.normalize('NFKC'));
}
