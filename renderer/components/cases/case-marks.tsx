import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseState, ListedCase } from '../../../shared/cases.ts';
import { RatingFace } from '../rating-face.tsx';
import './cases.css';

const shapes: Record<CaseState, string> = { draft: '○', inReview: '◔', published: '●', retired: '✕' };

/** Where a case stands: a shape and a word. */
export function CaseStateMark({ state }: { state: CaseState }) {
  const { t } = useTranslation('cases');
  return <Tag variant="outlined" className="case-mark"><span aria-hidden>{shapes[state]} </span>{t(`state.${state}`)}</Tag>;
}

/** How satisfied the customer was with what was done: a face and a word; nothing where it is not known. */
export function CustomerOutcome({ outcome }: { outcome: ListedCase['outcome'] }) {
  const { t } = useTranslation('cases');
  if (outcome === null) return null;
  const isScore = outcome !== 'notReached' && outcome !== 'unreachable';
  return <span className="case-outcome">{isScore && <RatingFace score={outcome} size={18} />}{t('outcome', { outcome: t(`complaints:outcome.${outcome}`) })}</span>;
}

/** How often it was looked for afterwards and not found again, and how often it was. */
export function CheckCounts({ avoidedCount, recurredCount }: Pick<ListedCase, 'avoidedCount' | 'recurredCount'>) {
  const { t } = useTranslation('cases');
  return (
    <>
      {avoidedCount > 0 && <Tag variant="outlined" color="success" className="case-mark">✓ {t('avoided', { count: avoidedCount })}</Tag>}
      {recurredCount > 0 && <Tag variant="outlined" color="error" className="case-mark">▲ {t('recurred', { count: recurredCount })}</Tag>}
    </>
  );
}
