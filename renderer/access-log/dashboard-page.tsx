import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Empty, Flex, Radio, Skeleton, Statistic, Table } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { CountBars } from './count-bars.tsx';
import { addDays, startOfDay } from './start-of-day.ts';
import { useLogWords } from './use-log-words.ts';
import { useTimeZone } from './use-time-zone.ts';
import './access-log.css';

type StaffFigures = BranchOutputs['accessLog']['dashboard']['byStaff'][number];
const periods = [1, 7, 30, 90] as const;
const mostBars = 10;

/** What the log says in figures, for the auditor and the manager. No customer is named. */
export function DashboardPage() {
  const { t } = useTranslation('accessLog');
  const { query } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const words = useLogWords();
  const { timeZone, today } = useTimeZone();
  const [days, setDays] = useState<number>(7);
  const input = useMemo(
    () => ({ fromAt: startOfDay(addDays(today, 1 - days), timeZone), untilAt: startOfDay(addDays(today, 1), timeZone) }), [days, today, timeZone],
  );
  const figures = useQuery(query.accessLog.dashboard.queryOptions({ input, staleTime: 0 }));
  const data = figures.data;

  return (
    <Flex vertical gap="small" className="log-page">
      <PageHead title={t('dashboard.title')} lead={t('dashboard.lead')}>
        <Radio.Group
          aria-label={t('dashboard.period')} optionType="button" value={days} onChange={event => setDays(Number(event.target.value))}
          options={periods.map(count => ({ value: count, label: count === 1 ? t('dashboard.today') : t('dashboard.days', { count }) }))}
        />
      </PageHead>
      {figures.error && <Alert type="error" showIcon title={toText(figures.error)} />}
      {figures.isPending && <Skeleton active aria-label={t('dashboard.loading')} />}
      {data && (
        <>
          <Flex gap="large" wrap>
            <Statistic title={t('dashboard.openFlags')} value={data.flags.open} />
            <Statistic title={t('dashboard.oldestFlag')} value={data.flags.oldestOpenAt === null ? '–' : times.dayAndClock(data.flags.oldestOpenAt)} />
            <Statistic title={t('dashboard.clearedFlags')} value={data.flags.cleared} />
            <Statistic title={t('dashboard.improper')} value={data.flags.improper} />
          </Flex>
          <div className="log-charts">
            <CountBars title={t('dashboard.byAction')} bars={data.byAction.slice(0, mostBars).map(each => ({
              name: each.outcome === 'refused' ? t('dashboard.refusedAction', { action: words.action(each.action) }) : words.action(each.action), count: each.count, isHatched: each.outcome === 'refused',
            }))} />
            <CountBars title={t('dashboard.byHour')} isUpright bars={data.byHour.map((count, hour) => ({ name: String(hour), count }))} />
            <CountBars title={t('dashboard.byPurpose')} bars={data.byPurpose.slice(0, mostBars).map(each => ({ name: words.purpose(each.purpose), count: each.count }))} />
            <Card size="small" title={t('dashboard.byStaff')}>
              <Table<StaffFigures>
                rowKey="staffId" size="small" dataSource={data.byStaff} pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
                locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('dashboard.nothing')} /> }}
                columns={[
                  { title: t('entry.who'), dataIndex: 'staffName' },
                  { title: t('dashboard.looks'), dataIndex: 'looks', align: 'end', width: 80 },
                  { title: t('dashboard.refused'), dataIndex: 'refused', align: 'end', width: 80 },
                  { title: t('dashboard.flagged'), dataIndex: 'flagged', align: 'end', width: 80 },
                ]}
              />
            </Card>
          </div>
        </>
      )}
    </Flex>
  );
}
