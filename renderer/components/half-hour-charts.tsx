import { Card, Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HalfHour } from '../../shared/summary.ts';
import './half-hour-charts.css';
import { clockText, HalfHourBars } from './half-hour-bars.tsx';

/** Arrivals and waiting by half hour, beside those of the same weekday a week before. */
export function HalfHourCharts({ today, lastWeek }: { today: readonly HalfHour[]; lastWeek: readonly HalfHour[] }) {
  return (
    <div className="half-hour-charts">
      <Chart title="arrivals" of={({ issued }) => issued} today={today} lastWeek={lastWeek} />
      <Chart title="waiting" of={({ waitingAtEnd }) => waitingAtEnd} today={today} lastWeek={lastWeek} />
    </div>
  );
}

function Chart({ title, of, today, lastWeek }: { title: 'arrivals' | 'waiting'; of(each: HalfHour): number; today: readonly HalfHour[]; lastWeek: readonly HalfHour[] }) {
  const { t } = useTranslation('summary');
  const rows = ([['today', today], ['lastWeek', lastWeek]] as const).filter(([, halfHours]) => halfHours.length > 0);
  const named = rows.map(([name, halfHours]) => ({ name: t(`chart.${name}`), values: new Map(halfHours.map(each => [each.startsAt, of(each)])) }));
  const points = named.map(({ name, values }) => `${name} ${[...values].map(([start, value]) => t('chart.point', { time: clockText(start), values: value })).join(', ')}`).join('; ');
  return (
    <Card size="small" title={t(`chart.${title}`)}>
      {today.length + lastWeek.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chart.empty')} /> : <HalfHourBars label={t('chart.words', { title: t(`chart.${title}`), points })} rows={named} />}
    </Card>
  );
}
