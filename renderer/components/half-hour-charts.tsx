import { Card, Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayComparison, HalfHour } from '../../shared/summary.ts';
import './half-hour-charts.css';
import { clockText, HalfHourBars } from './half-hour-bars.tsx';

type Usual = DayComparison['usual'];

/** Arrivals and waiting by half hour, beside the usual of that weekday. */
export function HalfHourCharts({ today, usual }: { today: readonly HalfHour[]; usual: Usual | undefined }) {
  return (
    <div className="half-hour-charts">
      <Chart title="arrivals" of={({ issued }) => issued} today={today} usual={usual} />
      <Chart title="waiting" of={({ waitingAtEnd }) => waitingAtEnd} today={today} usual={usual} />
    </div>
  );
}

function Chart({ title, of, today, usual }: { title: 'arrivals' | 'waiting'; of(each: HalfHour): number; today: readonly HalfHour[]; usual: Usual | undefined }) {
  const { t } = useTranslation('summary');
  const rows = [{ name: t('chart.today'), halfHours: today }, { name: t('chart.usual', { count: usual?.dates.length ?? 0 }), halfHours: usual?.halfHours ?? [] }].filter(({ halfHours }) => halfHours.length > 0);
  const named = rows.map(({ name, halfHours }) => ({ name, values: new Map(halfHours.map(each => [each.startsAt, of(each)])) }));
  const points = named.map(({ name, values }) => `${name} ${[...values].map(([start, value]) => t('chart.point', { time: clockText(start), values: value })).join(', ')}`).join('; ');
  return (
    <Card size="small" title={t(`chart.${title}`)}>
      {rows.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chart.empty')} /> : <HalfHourBars label={t('chart.words', { title: t(`chart.${title}`), points })} rows={named} />}
    </Card>
  );
}
