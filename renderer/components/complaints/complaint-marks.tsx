import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintState, ListedComplaint } from '../../../shared/complaints.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { dueText } from './due-text.ts';
import './complaints.css';

const shapes: Record<ComplaintState, string> = {
  received: '○', assessed: '◔', dispatched: '◑', inHand: '◕', answered: '✉', calledBack: '☎', closed: '■', refused: '✕', withdrawn: '↩',
};

/** Where a complaint stands: a shape and a word. */
export function StateMark({ state }: { state: ComplaintState }) {
  const { t } = useTranslation('complaints');
  return <Tag variant="outlined" className="complaints-mark"><span aria-hidden>{shapes[state]} </span>{t(`state.${state}`)}</Tag>;
}

/** What is promised next and when; overdue by shape and word, never by colour alone. */
export function DueMark({ complaint: { next, isPaused } }: { complaint: Pick<ListedComplaint, 'next' | 'isPaused'> }) {
  const { t } = useTranslation('complaints');
  const times = useTimes();
  if (isPaused) return <Tag variant="outlined" className="complaints-mark">‖ {t('due.paused')}</Tag>;
  if (!next) return <Typography.Text type="secondary">{t('due.none')}</Typography.Text>;
  return (
    <span className="complaints-number">
      {next.isOverdue && <Tag color="error" className="complaints-mark">▲ {t('due.overdue')}</Tag>}
      {t(`kind.${next.kind}`)} {dueText(times, next.dueAt)}{next.isProvisional ? t('due.provisional') : ''}
    </span>
  );
}

/** That headquarters has taken a hand in it, and how often; nothing where it has not. */
export function HeadquartersMark({ complaint: { headquartersSteps } }: { complaint: Pick<ListedComplaint, 'headquartersSteps'> }) {
  const { t } = useTranslation('complaints');
  return headquartersSteps === 0 ? null : <Tag variant="outlined" className="complaints-mark">■ {t('side.headquarters')} {headquartersSteps}</Tag>;
}
