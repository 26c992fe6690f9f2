import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Empty, Flex, Radio, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import { HalfHourCharts } from '../../components/half-hour-charts.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { DayCards } from '../../components/summary/day-cards.tsx';
import { DayHead } from '../../components/summary/day-head.tsx';
import { FailedSums } from '../../components/summary/failed-sums.tsx';
import { ServiceWaits } from '../../components/summary/service-waits.tsx';
import { VersionFacts } from '../../components/summary/version-facts.tsx';
import { OfficePlace, useOffice } from '../../hooks/office.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { pageOfBranch, pageOfSpan, spanNamed } from './spans.ts';
import '../../components/summary/summary.css';
import '../headquarters.css';

type Day = ConsoleOutputs['summaries']['day'];

/** One frozen day of a branch, as it was sent: its versions, what was corrected, and everything the summary says. */
export function BranchDayPage() {
  const { by: named, day = '', branchId = '', businessDate = '' } = useParams({ strict: false });
  const by = spanNamed(named);
  const { t } = useTranslation('headquartersSummaries');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const found = useQuery(query.summaries.day.queryOptions({ input: { branchId, businessDate }, ...shownLive }));
  return (
    <Flex vertical gap="small">
      <PageHead title={found.data ? t('dayTitle', { name: found.data.name, date: businessDate }) : t('title')} lead={t('dayLead')}>
        <Button onClick={() => void navigate({ to: pageOfBranch(by === 'day' ? 'month' : by, day, branchId) })}>{t('toDays')}</Button>
        <Button onClick={() => void navigate({ to: pageOfSpan(by, day) })}>{t('toAll')}</Button>
      </PageHead>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {!found.data && !found.error && <Skeleton active aria-label={t('headquarters:loading')} />}
      {found.data && (found.data.versions.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('dayEmpty')} /> : <FrozenDay day={found.data} />)}
    </Flex>
  );
}

/** By the branch's own clock, whatever headquarters' is. */
function FrozenDay({ day }: { day: Day }) {
  const { t } = useTranslation(['headquartersSummaries', 'summary']);
  const office = useOffice();
  const there = useMemo(() => ({ ...office, timeZone: day.timeZone }), [office, day.timeZone]);
  const [chosen, setChosen] = useState<string | null>(null);
  const version = day.versions.find(({ id }) => id === chosen) ?? day.versions[0];
  if (!version) return null;
  const { summary } = version;
  const unmet = version.checks.filter(({ isMet }) => !isMet);
  return (
    <OfficePlace value={there}>
      <Flex vertical gap="middle">
        {day.versions.length > 1 && (
          <Radio.Group
            aria-label={t('versions')} optionType="button" value={version.id} onChange={event => setChosen(event.target.value as string)}
            options={day.versions.map(each => ({ value: each.id, label: t(each.version > 1 ? 'correction' : 'firstVersion', { version: each.version }) }))}
          />
        )}
        <Card size="small">
          <VersionFacts version={version}><span>{version.isAsHashed ? `✓ ${t('asHashed')}` : ''}</span></VersionFacts>
          {unmet.length > 0 && <p style={{ margin: '4px 0 0' }}>{t('summary:paper.unmet')}：{unmet.map(({ kind, count }) => `${t(`summary:check.${kind}`)} ${t('summary:check.unmet', { count })}`).join('；')}</p>}
        </Card>
        {!version.isAsHashed && <Alert type="error" showIcon role="alert" title={t('notAsHashed')} />}
        <DayHead summary={summary} />
        {summary.failedIdentities.length > 0 && <FailedSums failed={summary.failedIdentities} />}
        <HalfHourCharts today={summary.halfHours} usual={undefined} />
        {summary.queue.issued > 0 && <ServiceWaits services={summary.services} />}
        <DayCards summary={summary} pageOf={complaintId => `/complaints/${day.branchId}/${complaintId}`} />
      </Flex>
    </OfficePlace>
  );
}
