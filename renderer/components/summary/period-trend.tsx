import { Card, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { PeriodDay } from '../../../shared/summary.ts';
import { useSummaryWords } from './use-summary-words.ts';

/** Within target and the P90 of the waits, day by day: told apart by dash and point, never by colour alone. */
export function PeriodTrend({ days }: { days: readonly PeriodDay[] }) {
  const { t } = useTranslation('summary');
  const { token } = theme.useToken();
  const words = useSummaryWords();
  const data = days.map(({ businessDate, p90WaitMs, figures: { withinTarget } }) => ({
    day: businessDate.slice(5), within: withinTarget.of === 0 ? null : Math.round(withinTarget.part * 1000 / withinTarget.of) / 10, p90: p90WaitMs === null ? null : Math.round(p90WaitMs / 6000) / 10,
  }));
  const points = days.map(({ businessDate, p90WaitMs, figures }) => `${businessDate} ${words.share(figures.withinTarget)}, ${words.minutes(p90WaitMs)}`).join('; ');
  return (
    <Card size="small" title={t('period.trend')}>
      <div role="img" aria-label={t('period.trendWords', { points })}>
        <ResponsiveContainer width="100%" height={240}>
          <LineChart data={data} margin={{ top: 12, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid stroke={token.colorBorderSecondary} vertical={false} />
            <XAxis dataKey="day" tickLine={false} interval="preserveStartEnd" />
            <YAxis yAxisId="within" domain={[0, 100]} unit=" %" width={56} />
            <YAxis yAxisId="wait" orientation="right" width={48} />
            <Legend />
            <Line yAxisId="within" name={t('period.withinAxis')} dataKey="within" stroke={token.colorPrimary} strokeWidth={2} dot={{ r: 4 }} isAnimationActive={false} />
            <Line yAxisId="wait" name={t('period.waitAxis')} dataKey="p90" stroke={token.colorText} strokeWidth={2} strokeDasharray="6 4" legendType="square" dot={{ r: 2 }} isAnimationActive={false} />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </Card>
  );
}
