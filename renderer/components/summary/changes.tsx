import { useTranslation } from 'react-i18next';
import type { SummaryChange } from '../../../shared/summary.ts';
import { changeText } from './change-text.ts';

const changesShown = 12;

/** What is other than it was frozen, a figure a line. */
export function Changes({ changes }: { changes: readonly SummaryChange[] }) {
  const { t } = useTranslation('summary');
  return (
    <ul className="summary__changes">
      {changes.slice(0, changesShown).map(change => {
        const { name, before, after } = changeText(t, change);
        return <li key={change.figure}>{name}：{before} → {after}</li>;
      })}
      {changes.length > changesShown && <li>{t('frozen.more', { count: changes.length - changesShown })}</li>}
    </ul>
  );
}
