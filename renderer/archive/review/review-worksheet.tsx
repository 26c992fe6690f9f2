import type { ReviewItem, ReviewSheet } from '../../../shared/lending.ts';
import { usePaperTime, usePaperWords } from '../../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../../components/paper.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';

const columns = ['ordinal', 'archiveNumber', 'fileTitle', 'pages', 'place', 'finding', 'remarks'] as const;
const flags = ['isOverdueLoan', 'levelEndsSoon', 'dataIncomplete', 'idDocumentExpired'] as const;

interface ReviewWorksheetProps { sheet: ReviewSheet; items: readonly ReviewItem[]; checkpointText: string | null; words: CatalogueWords; printedAt: number }

/** 档案核定工作单: every file of the shelf with what was found; what was not checked yet is left to be ticked by hand. */
export function ReviewWorksheet({ sheet, items, checkpointText, words, printedAt }: ReviewWorksheetProps) {
  const { inBoth } = usePaperWords('reviews');
  const timeText = usePaperTime();
  const text = (key: string, data?: Record<string, string | number>) => <PaperWords text={inBoth(key, data)} />;
  const { quarter, shelfId, total, onShelf, explained, missing, unchecked, signed } = sheet;
  return (
    <Paper title={inBoth('paper.title')} number={`${quarter} ${words.shelfCode(shelfId)}`} printedAt={printedAt} checkpointText={checkpointText}>
      <table>
        <tbody>
          <tr>
            <th scope="row" style={{ width: '16%' }}>{text('paper.shelf')}</th><td style={{ width: '34%' }}>{words.shelfCode(shelfId)} · {words.shelfRoom(shelfId)}</td>
            <th scope="row" style={{ width: '16%' }}>{text('paper.started')}</th><td>{timeText(sheet.startedAt)} {sheet.startedByName}</td>
          </tr>
          <tr><th scope="row">{text('paper.counts')}</th><td colSpan={3}>{text('paper.countsText', { total, onShelf, explained, missing, unchecked })}</td></tr>
        </tbody>
      </table>
      <table className="review-lines">
        <thead><tr>{columns.map(each => <th key={each} scope="col">{text(`paper.${each}`)}</th>)}</tr></thead>
        <tbody>
          {items.map((item, at) => {
            const { id, file, finding, words: said } = item;
            return (
              <tr key={id}>
                <td className="review-lines__figure">{at + 1}</td>
                <td>{file.archiveNumber}</td>
                <td className="review-lines__words">{file.maskedName} · {file.maskedTitle}</td>
                <td className="review-lines__figure">{file.pages}</td>
                <td>{file.place}</td>
                <td>{finding === 'unchecked' ? '□' : text(`finding.${finding}`)}</td>
                <td className="review-lines__words">{flags.filter(flag => item[flag]).map(flag => <span key={flag}>◇ {text(`flag.${flag}`)} </span>)}{said}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="review-signed">
        <SignatureSpaces signers={[{ role: inBoth('paper.counter'), name: signed?.counterName ?? '' }, { role: inBoth('paper.checker'), name: signed?.checkerName ?? '' }]} />
        <p>{text('paper.rules')}</p>
      </div>
    </Paper>
  );
}
