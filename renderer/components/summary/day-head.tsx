import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DaySummary } from '../../../shared/summary.ts';
import { useTimes } from '../../hooks/use-times.ts';

/** What the figures are of: the kind of day, its hours, up to when, and what headquarters does not have yet. */
export function DayHead({ summary }: { summary: DaySummary }) {
  const { t } = useTranslation('summary');
  const times = useTimes();
  const { businessDate, dayKind, isProvisionalKind, cutOffAt, firstOpenAt, lastClosedAt, clerks, changesWaiting } = summary;
  const hours = firstOpenAt === null ? t('head.notOpened') : t('head.hours', { from: times.clock(firstOpenAt), to: lastClosedAt === null ? '…' : times.clock(lastClosedAt) });
  return (
    <ul className="summary__facts">
      <li><Tag>{t(`dayKind.${dayKind}`)}</Tag>{isProvisionalKind && t('provisional', { year: businessDate.slice(0, 4) })}</li>
      <li>{t('head.upTo', { at: times.dayAndClock(cutOffAt) })}</li>
      <li>{hours}</li>
      {firstOpenAt !== null && lastClosedAt === null && <li>{t('head.stillOpen')}</li>}
      <li>{t('head.clerks', { count: clerks })}</li>
      <li>{changesWaiting === null ? t('head.alone') : changesWaiting === 0 ? t('head.complete') : t('head.waiting', { count: changesWaiting })}</li>
    </ul>
  );
}
