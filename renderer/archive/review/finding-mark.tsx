import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/lending.ts';

export const findings = ['unchecked', 'onShelf', 'explained', 'missing', 'incompleteData'] as const;
export type Finding = (typeof findings)[number];

const shapes: Record<Finding, string> = { unchecked: '○', onShelf: '✓', explained: '✎', missing: '▲', incompleteData: '◪' };

/** What was found of a file: a shape and a word, never colour alone. */
export function FindingMark({ finding }: { finding: Finding }) {
  const { t } = useTranslation('reviews');
  const isMissing = finding === 'missing';
  return <Tag color={isMissing ? 'error' : undefined} variant={isMissing ? 'filled' : 'outlined'} className="review-mark"><span aria-hidden>{shapes[finding]} </span>{t(`finding.${finding}`)}</Tag>;
}

/** What the system itself has noticed about the file. */
export function FileFlags({ item }: { item: ReviewItem }) {
  const { t } = useTranslation('reviews');
  const flags = (['isOverdueLoan', 'levelEndsSoon', 'dataIncomplete', 'idDocumentExpired'] as const).filter(flag => item[flag]);
  return <>{flags.map(flag => <Tag key={flag} color={flag === 'isOverdueLoan' ? 'error' : undefined} variant="outlined" className="review-mark"><span aria-hidden>{flag === 'isOverdueLoan' ? '▲' : '◇'} </span>{t(`flag.${flag}`)}</Tag>)}</>;
}
