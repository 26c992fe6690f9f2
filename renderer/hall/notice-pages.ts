import type { ShownNotice } from '../../shared/notices.ts';

/** What a band of two lines holds, in Chinese characters; Latin letters take about half the room. */
const longestPage = 76;

/**
 * Cuts a notice's words into pages a display can show one after the other: whole sentences while they fit, and never a
 * page that is longer than the band.
 */
export function pagesOf(words: string): string[] {
  const sentences = words.replaceAll(/\s+/g, ' ').match(/[^。！？!?；;]+[。！？!?；;]?/g) ?? [];
  const pages: string[] = [];
  for (const sentence of sentences.flatMap(cut)) {
    const last = pages.at(-1);
    if (last !== undefined && widthOf(last + sentence) <= longestPage) pages[pages.length - 1] = last + sentence;
    else pages.push(sentence.trimStart());
  }
  return pages;
}

/** A sentence too long for any page, in pieces. */
function cut(sentence: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of sentence) {
    if (widthOf(piece + letter) > longestPage) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1;
  return width;
}

/** Which page of which notice is shown in turn `turn`; turns run through all pages of all notices. */
export function pageInTurn(notices: readonly (ShownNotice & { pages: readonly string[] })[], turn: number) {
  const all = notices.flatMap(notice => notice.pages.map((words, page) => ({ notice, words, page })));
  return all.length === 0 ? null : all[turn % all.length] ?? null;
}
