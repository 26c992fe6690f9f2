import { Card, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparedOf, type ComparedFigures } from '../../shared/day-comparison.ts';
import type { DayComparison, DaySummary } from '../../shared/summary.ts';
import { clockText } from '../components/half-hour-bars.tsx';
import { useSummaryWords } from '../components/summary/use-summary-words.ts';

interface Row { figure: keyof ComparedFigures; name: string; kind: 'count' | 'share' | 'time' }

const rows: readonly Row[] = [
  { figure: 'issued', name: 'queue.issued', kind: 'count' }, { figure: 'abandonedShare', name: 'queue.abandonedShare', kind: 'share' }, { figure: 'medianWaitMs', name: 'period.medianWait', kind: 'time' },
  { figure: 'p90WaitMs', name: 'period.p90Wait', kind: 'time' }, { figure: 'withinTarget', name: 'queue.withinTarget', kind: 'share' }, { figure: 'doneInOneVisit', name: 'business.doneInOneVisit', kind: 'share' }, { figure: 'satisfied', name: 'satisfaction.satisfied', kind: 'share' },
];

/** The day beside the day of business before it and the usual of its weekday, with which days were taken, which were not, and why. */
export function ComparisonCard({ summary, comparison: { until, dayBefore, usual } }: { summary: DaySummary; comparison: DayComparison }) {
  const { t, i18n } = useTranslation('summary');
  const words = useSummaryWords();
  const day = comparedOf(summary, until);
  const kind = t(`dayKind.${summary.dayKind}`);
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${summary.businessDate}T00:00:00Z`));
  const others = [...dayBefore ? [{ title: t('comparison.dayBefore', { date: dayBefore.businessDate, kind: t(`dayKind.${dayBefore.dayKind}`) }), figures: dayBefore.figures }] : [], ...usual.figures ? [{ title: t('comparison.usual', { weekday, count: usual.dates.length }), figures: usual.figures }] : []];
  const leftOut = usual.leftOut.map(({ businessDate, why }) => t('comparison.leftOutDay', { date: businessDate, why: t(`comparison.${why}`) })).join(t('separator'));
  return (
    <Card size="small" title={t('comparison.title')}>
      <Table<Row>
        size="small" pagination={false} rowKey="figure" dataSource={[...rows]}
        columns={[
          { title: t('comparison.figure'), render: (_, row) => (row.figure === 'issued' && until !== null ? t('comparison.until', { time: clockText(until) }) : t(row.name)) },
          { title: t('comparison.day'), align: 'end', render: (_, row) => valueText(row, day[row.figure]) },
          ...others.map(({ title, figures }) => ({ title, align: 'end' as const, render: (_: unknown, row: Row) => withChange(row, day[row.figure], figures[row.figure]) })),
        ]}
      />
      <p className="summary__note">
        {until !== null && <>{t('comparison.goesOn', { time: clockText(until) })} </>}
        {!dayBefore && <>{t('comparison.noDayBefore')} </>}
        {usual.dates.length > 0 ? t('comparison.taken', { weekday, kind, dates: usual.dates.join(t('separator')) }) : t('comparison.noneTaken', { weekday, kind })}
        {leftOut !== '' && <> {t('comparison.leftOut', { days: leftOut })}</>}
      </p>
    </Card>
  );

  function valueText({ kind: of }: Row, value: number | null): string {
    if (value === null) return t('none');
    return of === 'time' ? words.minutes(value) : of === 'share' ? `${(value * 100).toFixed(1)} %` : String(value);
  }

  /** The other day's value, and by how much this one is above or below it: of shares in percentage points. */
  function withChange(row: Row, now: number | null, then: number | null): string {
    if (now === null || then === null) return valueText(row, then);
    const change = row.kind === 'time' ? t('minutes', { value: signed((now - then) / 60_000) }) : row.kind === 'share' ? t('comparison.points', { value: signed((now - then) * 100) }) : signed(now - then, Number.isInteger(then) ? 0 : 1);
    return t('comparison.change', { value: valueText(row, then), change });
  }
}

function signed(value: number, digits = 1): string {
  const text = value.toFixed(digits);
  return Number(text) > 0 ? `+${text}` : text.replace(/^-(?=0(\.0)?$)/u, '');
}
