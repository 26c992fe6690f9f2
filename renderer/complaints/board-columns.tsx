import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { openComplaintStates, type ListedComplaint, type OpenComplaintState } from '../../shared/complaints.ts';
import { DueMark, HeadquartersMark, StateMark } from '../components/complaints/complaint-marks.tsx';
import { useTakenUpAgain, type ComplaintWords } from './use-complaint-words.ts';

type Columns = BranchOutputs['complaints']['boardColumns']['columns'];

/** The open complaints side by side by where they stand, what is due first at the top; Tab goes from card to card. */
export function BoardColumns({ columns, words, onWhole }: { columns: Columns; words: ComplaintWords; onWhole(state: OpenComplaintState): void }) {
  const { t } = useTranslation('complaints');
  return (
    <div className="complaints-columns">
      {openComplaintStates.map(state => {
        const { complaints, total } = columns[state];
        return (
          <section key={state} className="complaints-column" aria-labelledby={`column-${state}`}>
            <h2 id={`column-${state}`} className="complaints-column__head"><StateMark state={state} /> <span className="complaints-number">{total}</span></h2>
            {complaints.length === 0 && <Typography.Text type="secondary">{t('board.columnEmpty')}</Typography.Text>}
            <ul>{complaints.map(each => <li key={each.id}><Card complaint={each} words={words} /></li>)}</ul>
            {total > complaints.length && <button type="button" className="complaints-column__whole" onClick={() => onWhole(state)}>{t('board.columnMore', { count: total - complaints.length })}</button>}
          </section>
        );
      })}
    </div>
  );
}

function Card({ complaint, words }: { complaint: ListedComplaint; words: ComplaintWords }) {
  const { t } = useTranslation('complaints');
  const { id, number, severity, classId, maskedName, summary, handlerName, next } = complaint;
  const again = useTakenUpAgain()(complaint);
  return (
    <Link to="/complaints/$complaintId" params={{ complaintId: id }} className="complaints-card" data-overdue={next?.isOverdue ?? false}>
      <span className="complaints-card__line"><strong className="complaints-number">{number}</strong> <span>{severity >= 6 ? '▲ ' : ''}{t('story.severity', { severity })}</span></span>
      <DueMark complaint={complaint} />
      <HeadquartersMark complaint={complaint} />
      <span className="complaints-card__class">{words.shortClassName(classId)} · {maskedName ?? t('anonymous')}</span>
      <span className="complaints-card__what">{summary}</span>
      {(handlerName !== null || again !== '') && <span className="complaints-card__class">{handlerName !== null && t('story.handler', { name: handlerName })} {again}</span>}
    </Link>
  );
}
