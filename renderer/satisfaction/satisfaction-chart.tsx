import { Card, Empty, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { shareText } from './share-text.ts';

type Period = BranchOutputs['satisfaction']['figures']['periods'][number];

/** Shares over time: told apart by dash and point, never by colour alone; under each tick how many were rated. */
export function SatisfactionChart({ periods, target }: { periods: readonly Period[]; target: number | null }) {
  const { t } = useTranslation('satisfaction');
  const { token } = theme.useToken();
  const share = (part: number, whole: number) => (whole === 0 ? null : Math.round(part * 1000 / whole) / 10);
  const data = periods.map(each => ({ start: `${each.start.slice(5)}\nn=${each.rated}`, satisfied: share(each.satisfied, each.rated), rated: share(each.rated, each.served) }));
  const words = t('chart.words', { points: periods.map(each => t('chart.point', { start: each.start, satisfied: shareText(each.satisfied, each.rated), rated: shareText(each.rated, each.served) })).join(t('chart.separator')) });
  return (
    <Card size="small" title={t('chart.title')}>
      {periods.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothing')} /> : (
        <div role="img" aria-label={words}>
          <ResponsiveContainer width="100%" height={280}>
            <LineChart data={data} margin={{ top: 12, right: 24, bottom: 8, left: 0 }} accessibilityLayer={false}>
              <CartesianGrid stroke={token.colorBorderSecondary} vertical={false} />
              <XAxis dataKey="start" tickLine={false} height={44} tick={<Tick />} interval="preserveStartEnd" />
              <YAxis domain={[0, 100]} unit=" %" width={56} />
              <Legend />
              {target !== null && <ReferenceLine y={target} stroke={token.colorText} strokeDasharray="2 4" label={{ value: t('chart.target', { target }), position: 'insideTopRight' }} />}
              <Line name={t('satisfiedShare')} dataKey="satisfied" stroke={token.colorPrimary} strokeWidth={2} dot={{ r: 4 }} isAnimationActive={false} />
              <Line name={t('ratedShare')} dataKey="rated" stroke={token.colorText} strokeWidth={2} strokeDasharray="6 4" legendType="square" dot={<Square />} isAnimationActive={false} />
            </LineChart>
          </ResponsiveContainer>
        </div>
      )}
    </Card>
  );
}

function Square({ cx = 0, cy = 0, stroke }: { cx?: number; cy?: number; stroke?: string }) {
  return <rect x={cx - 3.5} y={cy - 3.5} width={7} height={7} fill={stroke} />;
}

function Tick({ x = 0, y = 0, payload }: { x?: number; y?: number; payload?: { value: string } }) {
  const [day = '', n = ''] = (payload?.value ?? '').split('\n');
  return <text x={x} y={y + 12} textAnchor="middle" fontSize={12}><tspan x={x}>{day}</tspan><tspan x={x} dy={15}>{n}</tspan></text>;
}
