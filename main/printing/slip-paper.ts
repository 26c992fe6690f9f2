import { charactersPerLine, type PaperWidth } from '../../shared/printing.ts';
import { atLeft, plain } from './receipt-text.ts';

/** The slip that tells a customer once, and completely, what was missing: 一次性告知. No name stands on it. */
export interface SlipPaper {
  branchName: string;
  /** of this slip: date and ticket */
  number: string;
  ticketId: string;
  windowNumber: number;
  /** 'YYYY-MM-DD HH:mm' in the branch's time zone */
  toldAt: string;
  /** 'YYYY-MM-DD', the last day on which what it says holds */
  validUntil: string;
  /** kept for the customer's return: when ('YYYY-MM-DD HH:mm') and for which service; null: none */
  place: { at: string; nameZh: string; nameEn: string } | null;
  items: readonly {
    nameZh: string;
    nameEn: string;
    result: 'incompleteDocuments' | 'refused';
    /** in the words the customer was told */
    reason: string;
    /** everything this business asks for, so that nothing is missing a second time */
    requiredDocuments: readonly { zh: string; en: string }[];
  }[];
  /** 1 for the first paper */
  attempt: number;
}

const resultWords = { incompleteDocuments: '材料不齐 Documents missing', refused: '不能办理 Not possible' } as const;

/** The slip as a receiptline document for paper of this width. */
export function slipPaper(slip: SlipPaper, widthMm: PaperWidth): string {
  const characters = charactersPerLine[widthMm];
  const rule = '\\-'.repeat(characters);
  const left = (words: string, indent = 0) => atLeft(words, characters, indent);
  return [
    plain(slip.branchName),
    '^^一次性告知书',
    'What to bring next time',
    ...(slip.attempt > 1 ? [`补打 Reprint ${slip.attempt}`] : []),
    '',
    ...left(`编号 No. ${slip.number}`),
    ...left(`窗口 Window ${slip.windowNumber}`),
    ...left(`告知 Told ${slip.toldAt}`),
    // Whoever was refused has nothing to come back with.
    ...(slip.items.some(({ result }) => result === 'incompleteDocuments') ? left(`有效期至 Valid until ${slip.validUntil}`) : []),
    ...(slip.place ? [...left(`为您保留 Kept ${slip.place.at}`), ...left(`${slip.place.nameZh} ${slip.place.nameEn}`, 2)] : []),
    ...slip.items.flatMap(item => [
      rule,
      ...left(`${item.nameZh} ${item.nameEn}`),
      ...left(resultWords[item.result]),
      ...left(item.reason, 2),
      ...(item.requiredDocuments.length > 0 ? left('本业务所需材料 All this business asks for') : []),
      ...item.requiredDocuments.flatMap(({ zh, en }) => [...left(`□ ${zh}`), ...left(en, 3)]),
    ]),
    rule,
    `{code:${slip.ticketId};option:qrcode 6 m}`,
    '',
    '请带齐材料和本告知书再来',
    'Please bring these and this slip',
  ].join('\n');
}
