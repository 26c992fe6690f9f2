import type { FigureSpan, ListedFigures } from '../../../shared/console-summaries.ts';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import type { PeriodFigures } from '../../../shared/summary.ts';
import { listedFigures } from '../../components/summary/period-figures.ts';
import { minutesCell, shareCell, type Sheet, type SheetCell } from '../../components/summary/sheet-files.ts';

type List = ConsoleOutputs['summaries']['list'];
type Words = (key: string, data?: Record<string, string | number>) => string;

/** All branches side by side as tables: the span, the one before, and of a day the same weekday a week before. Shares with both their sides. */
export function sideBySideSheets(by: FigureSpan, { total, ...list }: List, branches: readonly ListedFigures[], t: Words): Sheet[] {
  const text = ({ fromDate, toDate }: { fromDate: string; toDate: string }) => (fromDate === toDate ? fromDate : t('until', { from: fromDate, to: toDate }));
  const sheet = (at: 'present' | 'before' | 'lastWeek', span: { fromDate: string; toDate: string }): Sheet => ({
    name: t(`sheet.${at}`),
    rows: [
      [t('column.branch'), t('column.trade'), t('sheet.span'), t('column.days'), t('sheet.provisional'), t('sheet.missing'), ...listedFigures.flatMap(({ name, of, isTime }) => headsOf(t(`summary:${name}`), of(total.present.figures), isTime))],
      [t('total'), null, text(span), total[at]?.figures.days ?? 0, total[at]?.provisionalDays ?? 0, null, ...cellsOf(total[at]?.figures ?? null)],
      ...branches.map(branch => {
        const figures = branch[at];
        return [branch.name, t(`app:trade.${branch.trade}`), text(span), figures?.figures.days ?? 0, figures?.provisionalDays ?? 0, at === 'present' ? branch.missingDays : null, ...cellsOf(figures?.figures ?? null)];
      }),
    ],
  });
  return [sheet('present', list), sheet('before', list.before), ...by === 'day' && list.lastWeek ? [sheet('lastWeek', list.lastWeek)] : []];

  function headsOf(name: string, value: unknown, isTime: boolean | undefined): string[] {
    return typeof value === 'object' && value !== null ? [name, `${name} ${t('summary:sheet.part')}`, `${name} ${t('summary:sheet.of')}`] : [isTime ? t('sheet.inMinutes', { name }) : name];
  }

  /** As many as there are heads: what kind a figure is does not depend on whether there is one. */
  function cellsOf(figures: PeriodFigures | null): SheetCell[] {
    return listedFigures.flatMap(({ of, isTime }): SheetCell[] => {
      const isShare = typeof of(total.present.figures) === 'object' && of(total.present.figures) !== null;
      const value = figures && of(figures);
      if (isShare) return value !== null && typeof value === 'object' ? [shareCell(value), value.part, value.of] : [null, null, null];
      return [typeof value === 'number' ? (isTime ? minutesCell(value) : value) : null];
    });
  }
}
