import { Card, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { Area, CartesianGrid, ComposedChart, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts';
import { businessDateOf } from '../../shared/business-date.ts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { useTimeZone } from './use-time-zone.ts';

interface Mark { cx?: number | null; cy?: number | null; payload?: { signed?: number; witnessed?: number } }

/** How the tree grew, day by day: what is signed is a hollow circle, what a witness signed a filled square. */
export function LogGrowth({ growth }: { growth: BranchOutputs['accessLog']['growth'] }) {
  const { t } = useTranslation('accessLog');
  const { token } = theme.useToken();
  const { timeZone } = useTimeZone();
  const signed = new Map<string, number>();
  const witnessed = new Map<string, number>();
  // Of many checkpoints of a day the last one is drawn.
  for (const { size, at, isWitnessed } of growth.checkpoints) (isWitnessed ? witnessed : signed).set(businessDateOf(at, timeZone), size);
  const days = growth.days.map(day => ({ ...day, short: day.date.slice(5), signed: signed.get(day.date), witnessed: witnessed.get(day.date) }));
  const [first, last] = [days[0], days.at(-1)];
  const words = t('growth.words', { from: first?.date ?? '', size: last?.size ?? 0, before: (first?.size ?? 0) - (first?.entries ?? 0), signed: signed.size, witnessed: witnessed.size });

  return (
    <Card size="small" title={t('growth.title')}>
      <div role="img" aria-label={words} className="log-chart">
        <ResponsiveContainer width="100%" height={230}>
          <ComposedChart data={days} margin={{ top: 12, right: 16, bottom: 0, left: 8 }} accessibilityLayer={false}>
            <CartesianGrid stroke={token.colorBorderSecondary} vertical={false} />
            <XAxis dataKey="short" interval={13} tickLine={false} />
            <YAxis width={64} tickLine={false} allowDecimals={false} />
            <Area type="stepAfter" dataKey="size" stroke={token.colorPrimary} strokeWidth={2} fill={token.colorPrimary} fillOpacity={0.15} isAnimationActive={false} />
            <Scatter dataKey="signed" isAnimationActive={false} shape={({ cx, cy, payload }: Mark) => (payload?.signed === undefined ? <g /> : <circle cx={cx ?? 0} cy={cy ?? 0} r={5} fill={token.colorBgContainer} stroke={token.colorText} strokeWidth={2} />)} />
            <Scatter dataKey="witnessed" isAnimationActive={false} shape={({ cx, cy, payload }: Mark) => (payload?.witnessed === undefined ? <g /> : <rect x={(cx ?? 0) - 5} y={(cy ?? 0) - 5} width={10} height={10} fill={token.colorText} />)} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div><span aria-hidden>○</span> {t('growth.signed')} <span aria-hidden>■</span> {t('growth.witnessed')}</div>
    </Card>
  );
}
