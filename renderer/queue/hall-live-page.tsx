import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, App, Card, Flex, Skeleton, Statistic, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceWindow } from '../../shared/queue.ts';
import { HalfHourCharts } from '../components/half-hour-charts.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useLive } from '../hooks/use-live.ts';
import { AlarmList } from './alarm-list.tsx';
import { useBranchNow } from '../hooks/branch-now.ts';
import { LiveServices } from './live-services.tsx';
import { LiveWindows } from './live-windows.tsx';
import { ReleaseWindowDialog } from './release-window-dialog.tsx';

/** The whole hall on one page for the manager: who waits, who serves, what is wrong, and the end of the day. */
export function HallLivePage() {
  const { t } = useTranslation('queue');
  const { query } = useBranch();
  const toText = useErrorText();
  const { message } = App.useApp();
  const { picture: hall, error } = useLive(query.queue.watchHall.experimental_liveOptions());
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 0 }));
  const { picture: alarms = [] } = useLive(query.queue.watchAlarms.experimental_liveOptions());
  const figures = useQuery(query.summary.figures.queryOptions({ input: { businessDate: null }, staleTime: 0, refetchInterval: 60_000 }));
  const comparison = useQuery(query.summary.comparison.queryOptions({ input: { businessDate: null }, staleTime: 0, refetchInterval: 600_000 }));
  const now = useBranchNow(hall?.asOf, 5000);
  const [released, setReleased] = useState<ServiceWindow | null>(null);

  // The public picture names no clerks: the list that does is read anew whenever a window changed.
  const windowStates = hall?.windows.map(each => `${each.number}${each.state}${each.servingNumber ?? ''}`).join();
  const readWindows = windows.refetch;
  useEffect(() => { if (windowStates !== undefined) void readWindows(); }, [windowStates, readWindows]);

  if (error && !hall) return <Alert type="error" showIcon title={toText(error)} style={{ margin: 24 }} />;
  if (!hall || !windows.data) return <Skeleton active style={{ padding: 24 }} aria-label={t('hall.watching')} />;
  const waiting = hall.services.reduce((sum, each) => sum + each.waiting, 0);
  const longest = Math.max(0, ...hall.services.map(each => each.longestWaitMinutes));
  const open = hall.windows.filter(each => each.state === 'open').length;

  return (
    <Flex vertical gap="middle" style={{ padding: '16px 24px' }}>
      <Flex justify="space-between" align="center" gap="middle" wrap>
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('hall.title')}</Typography.Title>
        <Flex gap="large" align="center">
          <Statistic title={t('hall.waiting')} value={waiting} />
          <Statistic title={t('hall.longest')} value={t('minutes', { count: longest })} />
          <Statistic title={t('hall.openWindows')} value={t('hall.of', { part: open, whole: hall.windows.length })} />
          {!hall.isDayClosed && <Link to="/summary/close">{t('hall.closeDay')}</Link>}
        </Flex>
      </Flex>
      {hall.isDayClosed && <Alert type="info" showIcon title={t('hall.isClosed', { date: hall.businessDate })} />}
      <Flex gap="middle" align="start" wrap>
        <Card size="small" title={t('hall.services')} style={{ flex: '1 1 520px', minWidth: 0 }}><LiveServices services={hall.services} /></Card>
        <Card size="small" title={t('hall.alarms')} style={{ flex: '1 1 320px', minWidth: 0 }}><AlarmList alarms={alarms} whenEmpty={t('hall.noAlarms')} /></Card>
      </Flex>
      {figures.data && <HalfHourCharts today={figures.data.halfHours} usual={comparison.data?.usual} />}
      <Card size="small" title={t('hall.windows')}>
        <LiveWindows windows={windows.data} tickets={new Map(hall.windows.map(each => [each.number, each.servingNumber]))} now={now} onRelease={setReleased} />
      </Card>
      {released && (
        <ReleaseWindowDialog
          window={released} onClose={() => setReleased(null)}
          onReleased={number => { setReleased(null); void message.success(t('hall.released', { number })); }}
        />
      )}
    </Flex>
  );
}
