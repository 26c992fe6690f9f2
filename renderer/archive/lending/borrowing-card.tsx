import type { ReactNode } from 'react';
import type { Loan } from '../../../shared/lending.ts';
import { usePaperTime, usePaperWords } from '../../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../../components/paper.tsx';
import { placeText } from '../file-row.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';

const conditions = ['good', 'damaged', 'incomplete'] as const;

/** 借阅登记表: what was lent to whom until when, room for the four who sign, and the return filled in or left to be written by hand. */
export function BorrowingCard({ loan, words, printedAt }: { loan: Loan; words: CatalogueWords; printedAt: number }) {
  const { inBoth, ofNames } = usePaperWords('lending');
  const timeText = usePaperTime();
  const { file, returned } = loan;
  const level = words.level(file.levelId);
  const yesOrNo = <PaperWords text={inBoth(loan.isOutsideCompany ? 'paper.outside' : 'paper.inside')} />;
  const due = <>{loan.dueOn}{loan.isDueProvisional && <> <PaperWords text={inBoth('paper.provisional')} /></>}</>;

  return (
    <Paper title={inBoth('paper.title')} number={loan.number} printedAt={printedAt} checkpointText={loan.checkpointText}>
      <table>
        <tbody>
          <Line cells={[['archiveNumber', file.archiveNumber], ['level', level ? <PaperWords key="level" text={ofNames(level.nameZh, level.nameEn)} /> : '']]} />
          <Line cells={[['fileTitle', `${file.maskedName} · ${file.maskedTitle}`]]} />
          <Line cells={[['yearPages', <PaperWords key="pages" text={inBoth('paper.yearPagesText', { year: file.year, pages: file.pages })} />], ['place', placeText(file, words) || '–']]} />
          <Line cells={[['borrower', loan.borrowerName], ['contact', loan.borrowerContact]]} />
          <Line cells={[['unit', loan.borrowerUnit], ['where', yesOrNo]]} />
          <Line cells={[['reason', loan.reason]]} />
          <Line cells={[['limits', loan.limits === '' ? <PaperWords key="none" text={inBoth('paper.noLimits')} /> : loan.limits]]} />
          <Line cells={[['lentAt', timeText(loan.lentAt)], ['dueOn', due]]} />
          <Line cells={[['renewals', String(loan.renewals)], ['approvedBy', loan.approvedByName ?? <PaperWords key="none" text={inBoth('paper.noApproval')} />]]} />
        </tbody>
      </table>
      <SignatureSpaces signers={[
        { role: inBoth('paper.sign.borrower'), name: loan.borrowerName }, { role: inBoth('paper.sign.approver'), name: loan.approvedByName ?? '' },
        { role: inBoth('paper.sign.lender'), name: loan.lentByName },
      ]} />
      <table>
        <tbody>
          <Line cells={[['returnedAt', returned ? timeText(returned.at) : ''], ['condition', (
            <span key="condition">{conditions.map(each => (
              <span key={each} style={{ display: 'inline-block', verticalAlign: 'top', marginInlineEnd: 12 }}>{returned?.condition === each ? '☑' : '☐'} <PaperWords text={inBoth(`condition.${each}`)} /></span>
            ))}</span>
          )]]} />
          <Line cells={[['remarks', returned?.words ?? '']]} />
        </tbody>
      </table>
      <SignatureSpaces signers={[{ role: inBoth('paper.sign.returner') }, { role: inBoth('paper.sign.receiver'), name: returned?.receivedByName ?? '' }]} />
      <p><PaperWords text={inBoth('paper.rules')} /></p>
    </Paper>
  );
}

/** A row of the card: two facts side by side, or one across. */
function Line({ cells }: { cells: readonly (readonly [string, ReactNode])[] }) {
  const { inBoth } = usePaperWords('lending');
  return (
    <tr>
      {cells.map(([label, content]) => [
        <th key={`${label}-label`} scope="row" style={{ width: '16%' }}><PaperWords text={inBoth(`paper.${label}`)} /></th>,
        <td key={label} colSpan={cells.length === 1 ? 3 : 1} style={cells.length === 1 ? undefined : { width: '34%' }}>{content}</td>,
      ])}
    </tr>
  );
}
