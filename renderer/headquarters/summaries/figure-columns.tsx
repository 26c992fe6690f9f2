import { Link } from '@tanstack/react-router';
import { Typography, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FigureOrder, FigureSpan, ListedFigures, SpanFigures } from '../../../shared/console-summaries.ts';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import type { PeriodFigures } from '../../../shared/summary.ts';
import { listedFigures, type FigureValue, type PeriodFigure } from '../../components/summary/period-figures.ts';
import { FigureCell } from './figure-cell.tsx';
import { pageOfBranch, pageOfDay } from './spans.ts';

type List = ConsoleOutputs['summaries']['list'];
/** With what the present is compared. */
export type Against = 'before' | 'lastWeek';
/** All branches together on the first line, then one a line. */
export type Line = { kind: 'total'; total: List['total'] } | { kind: 'branch'; branch: ListedFigures };

interface FigureColumn { order: FigureOrder; name: string; width: number; better?: 'more' | 'less'; hasBar?: boolean }

/** The figures that stand side by side, each under its name in renderer/components/summary/period-figures.ts. */
const columns: readonly FigureColumn[] = [
  { order: 'issued', name: 'queue.issued', width: 110, hasBar: true }, { order: 'served', name: 'queue.served', width: 100 },
  { order: 'abandonedShare', name: 'queue.abandonedShare', width: 130, better: 'less' }, { order: 'withinTarget', name: 'queue.withinTarget', width: 140, better: 'more', hasBar: true },
  { order: 'worstP90Ms', name: 'period.worstP90', width: 110, better: 'less' }, { order: 'longestWaitMs', name: 'period.longest', width: 110, better: 'less' },
  { order: 'utilisation', name: 'window.utilisation', width: 110 }, { order: 'doneInOneVisit', name: 'business.doneInOneVisit', width: 130, better: 'more' },
  { order: 'returnedForDocuments', name: 'business.returnedForDocuments', width: 130, better: 'less' }, { order: 'received', name: 'complaints.received', width: 100, better: 'less' },
  { order: 'openAfter', name: 'complaints.openAfter', width: 110, better: 'less' }, { order: 'onTime', name: 'complaints.onTime', width: 110, better: 'more' },
  { order: 'satisfied', name: 'satisfaction.satisfied', width: 130, better: 'more' }, { order: 'flagged', name: 'archive.flagged', width: 90, better: 'less' },
  { order: 'outageMs', name: 'change.incidents.outages.totalMs', width: 110, better: 'less' }, { order: 'offlineMs', name: 'change.incidents.offline.totalMs', width: 110, better: 'less' }, { order: 'failedPrints', name: 'incidents.failedPrints', width: 110, better: 'less' },
];

export const widthOfColumns = columns.reduce((sum, { width }) => sum + width, 190 + 150);

/** The table's columns; `sorted`: by which the answer is ordered. */
export function useFigureColumns(by: FigureSpan, list: List | undefined, against: Against, sorted: { sort: FigureOrder; isDescending: boolean }): TableColumnsType<Line> {
  const { t } = useTranslation(['headquartersSummaries', 'summary']);
  const ordered = (order: FigureOrder) => ({ key: order, sorter: true, showSorterTooltip: false, sortOrder: sorted.sort === order ? (sorted.isDescending ? 'descend' as const : 'ascend' as const) : null });
  const mostIssued = Math.max(1, ...list?.branches.map(({ present }) => present?.figures.issued ?? 0) ?? []);
  return [
    { ...ordered('name'), title: t('column.branch'), fixed: 'start', rowScope: 'row', width: 190, render: (_, line) => (line.kind === 'total' ? <strong>{t('total')}</strong> : <BranchLink branch={line.branch} by={by} day={list?.fromDate ?? ''} />) },
    { ...ordered('days'), title: t(by === 'day' ? 'column.state' : 'column.days'), width: 150, render: (_, line) => (line.kind === 'total' ? t('totalState', { branches: line.total.present.branches, all: list?.counts.all ?? 0 }) : <DaysState by={by} branch={line.branch} />) },
    ...columns.map((column): TableColumnsType<Line>[number] => {
      const figure = listedFigures.find(({ name }) => name === column.name);
      return {
        ...ordered(column.order), title: t(by === 'day' && column.order === 'worstP90Ms' ? 'summary:period.p90Wait' : `summary:${column.name}`), align: 'end', width: column.width,
        render: (_, line) => figure && <Cell column={column} figure={figure} line={line} against={against} mostIssued={mostIssued} list={list} />,
      };
    }),
  ];
}

function Cell({ column, figure, line, against, mostIssued, list }: { column: FigureColumn; figure: PeriodFigure; line: Line; against: Against; mostIssued: number; list: List | undefined }) {
  const present = line.kind === 'total' ? figuresOrNull(line.total.present) : line.branch.present?.figures ?? null;
  const earlier = line.kind === 'total' ? figuresOrNull(line.total[against]) : line.branch[against]?.figures ?? null;
  if (!present) return <>—</>;
  const value = figure.of(present);
  const bar = !column.hasBar ? null : typeof value === 'object' ? barOfShare(value, line.kind === 'total' ? null : list && figure.of(list.total.present.figures)) : line.kind === 'total' ? null : { filled: value / mostIssued, line: null };
  return <FigureCell figure={figure} present={value} earlier={earlier ? figure.of(earlier) : undefined} better={column.better} bar={bar} />;
}

/** The line stands where all branches together are. */
function barOfShare(value: FigureValue, all: FigureValue | undefined): { filled: number; line: number | null } | null {
  const filled = fractionOf(value);
  return filled === null ? null : { filled, line: fractionOf(all ?? null) };
}

function fractionOf(value: FigureValue): number | null {
  return value === null || typeof value === 'number' || value.of <= 0 ? null : Math.min(1, Math.max(0, value.part / value.of));
}

function figuresOrNull(total: List['total']['present'] | null): PeriodFigures | null {
  return total && total.branches > 0 ? total.figures : null;
}

function BranchLink({ branch: { branchId, name, trade, present }, by, day }: { branch: ListedFigures; by: FigureSpan; day: string }) {
  const { t } = useTranslation('headquartersSummaries');
  const page = by === 'day' && present ? pageOfDay('day', day, branchId, day) : pageOfBranch(by === 'day' ? 'month' : by, day, branchId);
  return <><Link to={page}>{name}</Link> <Typography.Text type="secondary">{t(`app:trade.${trade}`)}</Typography.Text></>;
}

/** Whether a day is closed, or how many days of a span are, each with a shape and a word. */
function DaysState({ by, branch: { present, missingDays } }: { by: FigureSpan; branch: ListedFigures }) {
  const { t } = useTranslation('headquartersSummaries');
  const missing = missingDays > 0 && <span className="figures__missing" title={t('missingHint')}>▲ {by === 'day' ? t('state.missing') : t('state.missingDays', { count: missingDays })}</span>;
  if (by === 'day') return present ? <>{dayState(present)}</> : missing || <>— {t('state.none')}</>;
  return (
    <div className="figures__cell">
      <span>{t('state.days', { count: present?.figures.days ?? 0 })}</span>
      {present && present.provisionalDays > 0 && <small>◐ {t('state.provisionalDays', { count: present.provisionalDays })}</small>}
      {missing && <small>{missing}</small>}
    </div>
  );

  function dayState({ provisionalDays, day }: SpanFigures): string {
    const state = provisionalDays > 0 ? `◐ ${t('state.provisional')}` : `● ${t('state.closed')}`;
    return day && day.version > 1 ? `${state} ${t('state.version', { version: day.version })}` : state;
  }
}
