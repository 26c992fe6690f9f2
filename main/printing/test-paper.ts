import { charactersPerLine, type PaperWidth } from '../../shared/printing.ts';
import { atLeft, missingGlyph, plain } from './receipt-text.ts';

/** A page that shows whether width, Chinese characters, QR code and cut of a printer are as they should be. */
export function testPaper({ branchName, printerName, printedAt }: { branchName: string; printerName: string; printedAt: string }, widthMm: PaperWidth): string {
  const characters = charactersPerLine[widthMm];
  const left = (words: string) => atLeft(words, characters);
  return [
    plain(branchName),
    '^^测试页 Test page',
    plain(printerName),
    plain(printedAt),
    '',
    // One full line: it breaks into two when the paper is narrower than the setting says.
    `|${'1234567890'.repeat(5).slice(0, characters)}`,
    ...left(`${widthMm} mm · 每行 ${characters} 个字符`),
    ...left(`${characters} characters per line`),
    ...left('汉字 電費 張偉 ①②③ ℃ ￥'),
    ...left('生僻字 䶮 𠮷'),
    ...left(`${missingGlyph} = 打印机没有的字 not in its font`),
    '{code:branch-desk test page;option:qrcode 6 m}',
    '',
    '二维码可扫、纸已切断即为正常',
    'Good when the code scans',
    'and the paper is cut',
  ].join('\n');
}
