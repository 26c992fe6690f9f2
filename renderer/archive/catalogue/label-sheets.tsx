import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileLabel } from '../../../shared/archive.ts';
import type { CatalogueWords } from '../use-catalogue.ts';

export const labelsOnSheet = 24;

/** Labels on sheets of three by eight. The code is the archive number alone: a scanner types it, and it names nobody. */
export function LabelSheets({ labels, firstPlace, words }: { labels: readonly FileLabel[]; firstPlace: number; words: CatalogueWords }) {
  const { t } = useTranslation('catalogue');
  const places: (FileLabel | null)[] = [...Array.from({ length: firstPlace - 1 }, () => null), ...labels];
  const sheets = Array.from({ length: Math.ceil(places.length / labelsOnSheet) }, (_, nth) => places.slice(nth * labelsOnSheet, (nth + 1) * labelsOnSheet));
  return sheets.map((sheet, nth) => (
    <ul key={nth} className="label-sheet" aria-label={t('labels.sheet', { number: nth + 1 })}>
      {sheet.map((label, at) => (label === null ? <li key={at} aria-hidden /> : (
        <li key={at}>
          <span className="label-sheet__code"><QRCode type="svg" value={label.archiveNumber} size={102} marginSize={0} errorLevel="M" bordered={false} color="#000" bgColor="#fff" aria-hidden /></span>
          <span className="label-sheet__words">
            <span className="label-sheet__number">{label.archiveNumber}</span>
            <span className="label-sheet__place">{[words.shelfRoom(label.shelfId), words.shelfCode(label.shelfId), label.place].filter(Boolean).map((part, nth) => <span key={nth}>{part} </span>)}</span>
          </span>
        </li>
      )))}
    </ul>
  ));
}
