import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Empty, Flex, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../../shared/business-date.ts';
import { addDays } from '../../../shared/calendar.ts';
import { periodKinds, type PeriodKind } from '../../../shared/summary.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useOffice } from '../../hooks/office.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { DaysTable } from '../../components/summary/days-table.tsx';
import { PeriodTable } from '../../components/summary/period-table.tsx';
import { PeriodTrend } from '../../components/summary/period-trend.tsx';
import { ServiceTargets } from '../../components/summary/service-targets.tsx';
import '../../components/summary/summary.css';

/** A week, month or year from its frozen days, beside the one before. */
export function PeriodsPage() {
  const { t } = useTranslation('summary');
  const { query } = useBranch();
  const toText = useErrorText();
  const timeZone = useOffice().timeZone ?? 'UTC';
  const [by, setBy] = useState<PeriodKind>('week');
  const [day, setDay] = useState(() => wallClock(Date.now(), timeZone).date);
  const found = useQuery(query.summary.period.queryOptions({ input: { by, day }, staleTime: 0 }));
  const period = found.data;
  return (
    <Flex vertical gap="middle" className="summary">
      <PageHead title={t('period.title')} lead={t('period.lead')}><Link to="/summary">{t('period.toDay')}</Link></PageHead>
      <Flex gap="small" align="center" wrap>
        <Radio.Group aria-label={t('period.by')} optionType="button" value={by} onChange={event => setBy(event.target.value as PeriodKind)} options={periodKinds.map(value => ({ value, label: t(`period.${value}`) }))} />
        <Button disabled={!period} onClick={() => period && setDay(period.before.toDate)}>{t('period.earlier')}</Button>
        <Button disabled={!period} onClick={() => period && setDay(addDays(period.toDate, 1))}>{t('period.later')}</Button>
        {period && <strong>{t('period.span', { from: period.fromDate, to: period.toDate, count: period.figures.days })}</strong>}
      </Flex>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {!period && !found.error && <Skeleton active aria-label={t('loading')} />}
      {period && period.figures.days === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('period.empty')} />}
      {period && period.figures.days > 0 && (
        <>
          <PeriodTrend days={period.days} />
          <ServiceTargets services={period.services} />
          <PeriodTable period={period} />
          <DaysTable days={period.days} />
        </>
      )}
    </Flex>
  );
}
