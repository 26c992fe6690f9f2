import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, DatePicker, Flex, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../shared/calendar.ts';
import type { RecordsAsked } from '../../shared/summary.ts';
import { HalfHourCharts } from '../components/half-hour-charts.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { DayCards } from '../components/summary/day-cards.tsx';
import { DayHead } from '../components/summary/day-head.tsx';
import { ComparisonCard } from './comparison-card.tsx';
import { ExportButtons } from './export/export-buttons.tsx';
import { FailedSums } from '../components/summary/failed-sums.tsx';
import { FrozenVersions } from './frozen-versions.tsx';
import { OpenRecords } from '../components/summary/figure.tsx';
import { ServiceWaits } from '../components/summary/service-waits.tsx';
import { RecordsDrawer } from './records-drawer.tsx';
import '../components/summary/summary.css';

/** The daily summary on the screen: today as it goes, or a day that is over; each figure opens its records. */
export function SummaryPage() {
  const { t } = useTranslation('summary');
  const { query } = useBranch();
  const toText = useErrorText();
  const isManager = useSession()?.staff?.roles.includes('manager') ?? false;
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState<{ figure: string; asked: RecordsAsked } | null>(null);
  const today = useQuery(query.summary.figures.queryOptions({ input: { businessDate: null }, staleTime: 0, refetchInterval: 60_000 }));
  const businessDate = chosen ?? today.data?.businessDate ?? null;
  const day = useQuery(query.summary.figures.queryOptions({ input: { businessDate }, staleTime: 0, enabled: chosen !== null }));
  const comparison = useQuery(query.summary.comparison.queryOptions({ input: { businessDate }, staleTime: 60_000, enabled: businessDate !== null }));
  const shown = chosen === null ? today : day;
  const summary = shown.data;
  const latest = today.data?.businessDate;

  return (
    <Flex vertical gap="middle" className="summary">
      <PageHead title={t('title')} lead={t('lead')}>
        {summary && <ExportButtons summary={summary} />}
        <Link to="/summary/periods">{t('period.title')}</Link>
        {isManager && <Link to="/summary/close">{t('close.title')}</Link>}
        {businessDate !== null && (
          <>
            <Button onClick={() => setChosen(addDays(businessDate, -1))}>{t('earlier')}</Button>
            <DatePicker aria-label={t('day')} allowClear={false} value={dayjs(businessDate)} maxDate={dayjs(latest)} onChange={date => date && setChosen(date.format('YYYY-MM-DD'))} />
            <Button disabled={businessDate === latest} onClick={() => setChosen(addDays(businessDate, 1))}>{t('later')}</Button>
          </>
        )}
      </PageHead>
      {shown.error && <Alert type="error" showIcon role="alert" title={toText(shown.error)} />}
      {!summary && !shown.error && <Skeleton active aria-label={t('loading')} />}
      {summary && (
        <OpenRecords.Provider value={(figure, asked) => setOpened({ figure, asked })}>
          <DayHead summary={summary} />
          <FrozenVersions businessDate={summary.businessDate} />
          {summary.failedIdentities.length > 0 && <FailedSums failed={summary.failedIdentities} />}
          {summary.queue.issued === 0 && <Alert type="info" showIcon title={t('nobody')} />}
          <HalfHourCharts today={summary.halfHours} usual={comparison.data?.usual} />
          <div className="summary__pair">
            {summary.queue.issued > 0 && <ServiceWaits services={summary.services} />}
            {comparison.data && <ComparisonCard summary={summary} comparison={comparison.data} />}
          </div>
          <DayCards summary={summary} pageOf={complaintId => `/complaints/${complaintId}`} />
          {opened && <RecordsDrawer businessDate={summary.businessDate} {...opened} onClose={() => setOpened(null)} />}
        </OpenRecords.Provider>
      )}
    </Flex>
  );
}
