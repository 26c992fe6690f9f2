import { Card, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { PeriodDay, Share } from '../../../shared/summary.ts';
import { useSummaryWords } from './use-summary-words.ts';

interface TrendPoint { at: string; withinTarget: Share; p90WaitMs: number | null }

/** More points than that are read by the month. */
const mostDays = 62;

/** Within target and the P90 of the waits, by day or in a long period by month: told apart by dash and point, never by colour alone. */
export function PeriodTrend({ days }: { days: readonly PeriodDay[] }) {
  const { t } = useTranslation('summary');
  const { token } = theme.useToken();
  const words = useSummaryWords();
  const isByMonth = days.length > mostDays;
  const trend = isByMonth ? byMonth(days) : days.map(({ businessDate, p90WaitMs, figures: { withinTarget } }) => ({ at: businessDate, p90WaitMs, withinTarget }));
  const data = trend.map(({ at, p90WaitMs, withinTarget }) => ({
    at: isByMonth ? at : at.slice(5), within: withinTarget.of === 0 ? null : Math.round(withinTarget.part * 1000 / withinTarget.of) / 10, p90: p90WaitMs === null ? null : Math.round(p90WaitMs / 6000) / 10,
  }));
  const points = trend.map(({ at, p90WaitMs, withinTarget }) => `${at} ${words.share(withinTarget)}, ${words.minutes(p90WaitMs)}`).join('; ');
  return (
    <Card size="small" title={t('period.trend')}>
      <div role="img" aria-label={t('period.trendWords', { points })}>
        <ResponsiveContainer width="100%" height={240}>
          <LineChart data={data} margin={{ top: 12, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke={token.colorBorderSecondary} vertical={false} />
            <XAxis dataKey="at" tickLine={false} interval="preserveStartEnd" />
            <YAxis yAxisId="within" domain={[0, 100]} unit=" %" width={56} />
            <YAxis yAxisId="wait" orientation="right" width={48} />
            <Legend />
            <Line yAxisId="within" name={t('period.withinAxis')} dataKey="within" stroke={token.colorPrimary} strokeWidth={2} dot={{ r: 4 }} isAnimationActive={false} />
            <Line yAxisId="wait" name={t(isByMonth ? 'period.waitAxisByMonth' : 'period.waitAxis')} dataKey="p90" stroke={token.colorText} strokeWidth={2} strokeDasharray="6 4" legendType="square" dot={{ r: 2 }} isAnimationActive={false} />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </Card>
  );
}

/** Of a month the share of all its tickets, and its worst day's P90. */
function byMonth(days: readonly PeriodDay[]): TrendPoint[] {
  const months = new Map<string, TrendPoint>();
  for (const { businessDate, p90WaitMs, figures: { withinTarget: { part, of } } } of days) {
    const at = businessDate.slice(0, 7);
    const { withinTarget, p90WaitMs: worst } = months.get(at) ?? { withinTarget: { part: 0, of: 0 }, p90WaitMs: null };
    months.set(at, { at, withinTarget: { part: withinTarget.part + part, of: withinTarget.of + of }, p90WaitMs: worst === null || p90WaitMs === null ? worst ?? p90WaitMs : Math.max(worst, p90WaitMs) });
  }
  return [...months.values()];
}
