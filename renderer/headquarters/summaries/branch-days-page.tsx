import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Empty, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { periodKinds } from '../../../shared/summary.ts';
import { PageHead } from '../../components/page-head.tsx';
import { DaysTable } from '../../components/summary/days-table.tsx';
import { PeriodTable } from '../../components/summary/period-table.tsx';
import { PeriodTrend } from '../../components/summary/period-trend.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { SpanChoice } from './span-choice.tsx';
import { pageOfBranch, pageOfDay, pageOfSpan, spanNamed } from './spans.ts';
import '../headquarters.css';

/** One branch's frozen days of a week, month or year: their course, their sums beside the span before, and each day. */
export function BranchDaysPage() {
  const { by: named, day = '', branchId = '' } = useParams({ strict: false });
  const { t } = useTranslation(['headquartersSummaries', 'summary']);
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const kind = spanNamed(named);
  const by = kind === 'day' ? 'month' : kind;
  const found = useQuery(query.summaries.branch.queryOptions({ input: { branchId, by, day }, ...shownLive }));
  const span = found.data;
  return (
    <Flex vertical gap="small">
      <PageHead title={span ? t('branchTitle', { name: span.name }) : t('title')} lead={span ? t('summary:period.span', { from: span.fromDate, to: span.toDate, count: span.figures.days }) : ''}>
        <Button onClick={() => void navigate({ to: `/branches/${branchId}` })}>{t('toBranch')}</Button>
        <Button onClick={() => void navigate({ to: pageOfSpan(by, day) })}>{t('toAll')}</Button>
      </PageHead>
      <Flex gap="small" wrap align="center"><SpanChoice kinds={periodKinds} by={by} day={day} onChange={(kindOf, at) => void navigate({ to: pageOfBranch(kindOf, at, branchId) })} /></Flex>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {!span && !found.error && <Skeleton active aria-label={t('headquarters:loading')} />}
      {span && span.missing.length > 0 && <Alert type="warning" showIcon title={t('missingTitle', { count: span.missing.length })} description={<>{t('missingHint')}<br /><span className="console-number">{span.missing.join(' ')}</span></>} />}
      {span && span.figures.days === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('branchEmpty')} />}
      {span && span.figures.days > 0 && (
        <>
          <PeriodTrend days={span.days} />
          <DaysTable days={span.days} pageOf={businessDate => pageOfDay(by, day, branchId, businessDate)} />
          <PeriodTable period={span} />
        </>
      )}
    </Flex>
  );
}
