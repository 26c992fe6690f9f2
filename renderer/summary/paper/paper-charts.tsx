import type { DaySummary } from '../../../shared/summary.ts';
import { clockText, HalfHourBars } from '../../components/half-hour-bars.tsx';
import { PaperWords } from '../../components/paper.tsx';
import { usePaperWords } from '../../components/paper-words.ts';
import { scaleOf, WaitBars, type ServiceWait } from '../../components/wait-bars.tsx';
import { waitsOf } from '../../components/summary/service-waits.tsx';
import { minutesText } from './paper-figures.tsx';

/** Between the margins of A4, in CSS pixels. */
const paperWidthPx = 680;
/** Two columns of them leave room for the signatures. */
const mostServices = 12;

/** What is rather looked at than read: the half hours across the page, below them the waits by service. */
export function PaperCharts({ summary: { halfHours, services } }: { summary: DaySummary }) {
  const { inBoth, ofNames } = usePaperWords('summary');
  const shown = worstOf(services);
  const waits = waitsOf(shown, each => <>{each.prefix} <PaperWords text={ofNames(each.nameZh, each.nameEn)} /></>);
  const half = Math.ceil(waits.length / 2);
  const columns = waits.length > 4 ? [waits.slice(0, half), waits.slice(half)] : [waits];
  const rows = (['arrivals', 'waiting'] as const).map(of => ({ of, name: inBoth(`chart.${of}`), values: new Map(halfHours.map(each => [each.startsAt, of === 'arrivals' ? each.issued : each.waitingAtEnd])) }));
  // A second language takes its room from the bars.
  const isBilingual = rows.some(({ name }) => name.en !== null);
  const points = rows.map(({ name, values }) => `${name.en ?? name.zh} ${[...values].map(([start, value]) => `${clockText(start)} ${value}`).join(', ')}`).join('; ');
  return (
    <div className="summary-paper__charts">
      <HalfHourBars label={points} roomPx={paperWidthPx} plotHeight={isBilingual ? 48 : 104} rows={rows.map(({ name, values }) => ({ name: [name.zh, name.en].filter(Boolean).join(' '), values }))} />
      <p>
        <strong><PaperWords text={inBoth('chart.byService')} /></strong>{shown.length < services.length && <> <PaperWords text={inBoth('chart.worstServices', { shown: shown.length, count: services.length })} /></>}
        {' '}<small><PaperWords text={inBoth('chart.byServiceKey')} /></small>
      </p>
      <div className="summary-paper__waits" data-columns={columns.length}>
        {columns.map(each => <WaitBars key={each[0]?.id} label={labelOf(each)} waits={each} scaleMs={scaleOf(waits)} minutes={minutesText} whenNobody={<PaperWords text={inBoth('chart.nobodyCalled')} />} />)}
      </div>
    </div>
  );

  function labelOf(column: readonly ServiceWait[]): string {
    const { zh, en } = inBoth('chart.byService');
    const [first, last] = [column[0], column.at(-1)].map(wait => services.find(({ serviceId }) => serviceId === wait?.id)?.prefix);
    return `${en ?? zh} ${first}–${last}`;
  }
}

/** Of many services those whose P90 is the most above their target, in their usual order; the list behind has them all. */
function worstOf(services: DaySummary['services']): DaySummary['services'] {
  const excess = ({ wait, targetWaitMinutes }: DaySummary['services'][number]): number => (wait.p90 ?? -Infinity) - targetWaitMinutes * 60_000;
  const worst = new Set(services.toSorted((one, other) => excess(other) - excess(one)).slice(0, mostServices));
  return services.filter(each => worst.has(each));
}
