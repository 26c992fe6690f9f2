import { Card, Empty, theme } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';

interface CountBarsProps {
  title: string;
  bars: readonly { name: string; count: number; isHatched?: boolean }[];
  /** columns side by side, for hours */
  isUpright?: boolean;
}

const barHeight = 26;

/** Counts as bars with their numbers written on them: read by length and by word, never by colour. */
export function CountBars({ title, bars, isUpright = false }: CountBarsProps) {
  const { t } = useTranslation('accessLog');
  const { token } = theme.useToken();
  const hatch = `hatch${useId().replaceAll(/[^\w]/gu, '')}`;
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  // Read out as one sentence: a chart's shapes say nothing to a screen reader.
  const words = t('chart.words', { title, bars: bars.filter(bar => bar.count > 0).map(bar => t('chart.bar', { name: bar.name, count: bar.count })).join(t('chart.separator')) });
  const height = isUpright ? 240 : Math.max(120, bars.length * barHeight + 20);

  return (
    <Card size="small" title={title}>
      {total === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('dashboard.nothing')} /> : (
        <div role="img" aria-label={words} className="log-chart">
          <ResponsiveContainer width="100%" height={height}>
            <BarChart data={[...bars]} layout={isUpright ? 'horizontal' : 'vertical'} margin={{ top: 18, right: 48, bottom: 0, left: 0 }} accessibilityLayer={false}>
              <defs>
                <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <rect width="6" height="6" fill={token.colorBgContainer} /><line x1="0" y1="0" x2="0" y2="6" stroke={token.colorText} strokeWidth="3" />
                </pattern>
              </defs>
              {isUpright ? <XAxis dataKey="name" interval={1} tickLine={false} /> : <XAxis type="number" hide />}
              {isUpright ? <YAxis hide /> : <YAxis type="category" dataKey="name" width={150} tickLine={false} interval={0} />}
              <Bar dataKey="count" fill={token.colorPrimary} isAnimationActive={false}>
                {bars.map(bar => <Cell key={bar.name} fill={bar.isHatched ? `url(#${hatch})` : token.colorPrimary} stroke={bar.isHatched ? token.colorText : undefined} />)}
                <LabelList dataKey="count" position={isUpright ? 'top' : 'right'} formatter={count => (isUpright && count === 0 ? '' : count)} />
              </Bar>
            </BarChart>
          </ResponsiveContainer>
        </div>
      )}
    </Card>
  );
}
