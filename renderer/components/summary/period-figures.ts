import { useTranslation } from 'react-i18next';
import type { PeriodFigures, Share } from '../../../shared/summary.ts';
import { useSummaryWords } from './use-summary-words.ts';

/** A count, a time in ms, or a share; null: there is none. */
export type FigureValue = number | Share | null;

/** A figure of a period: its word, and how it is read. */
export interface PeriodFigure { name: string; of(figures: PeriodFigures): FigureValue; isTime?: boolean; isOfMinutes?: boolean }

/** All of them, in the order in which they are read. */
export const listedFigures: readonly PeriodFigure[] = [
  { name: 'queue.issued', of: each => each.issued }, { name: 'queue.served', of: each => each.served }, { name: 'queue.abandoned', of: each => each.abandoned }, { name: 'queue.unserved', of: each => each.unserved },
  { name: 'queue.abandonedShare', of: each => ({ part: each.abandoned, of: each.issued }) }, { name: 'queue.withinTarget', of: each => each.withinTarget },
  { name: 'period.worstP90', of: each => each.worstP90Ms, isTime: true }, { name: 'period.longest', of: each => each.longestWaitMs, isTime: true },
  { name: 'window.utilisation', of: each => ({ part: Math.round(each.servingMs / 60_000), of: Math.round((each.openMs - each.breakMs) / 60_000) }), isOfMinutes: true },
  { name: 'business.doneInOneVisit', of: each => each.doneInOneVisit }, { name: 'business.returnedForDocuments', of: each => each.returnedForDocuments },
  { name: 'complaints.openBefore', of: each => each.complaints.openBefore }, { name: 'complaints.received', of: each => each.complaints.received }, { name: 'complaints.reopened', of: each => each.complaints.reopened }, { name: 'complaints.ended', of: each => each.complaints.ended }, { name: 'complaints.openAfter', of: each => each.complaints.openAfter },
  { name: 'complaints.onTime', of: each => each.complaints.onTime }, { name: 'complaints.repeats', of: each => each.complaints.repeats },
  { name: 'satisfaction.satisfied', of: each => each.satisfied }, { name: 'satisfaction.rated', of: each => each.rated },
  { name: 'archive.looks', of: each => each.looks }, { name: 'archive.flagged', of: each => each.flagged },
  ...(['outages', 'offline'] as const).flatMap((of): PeriodFigure[] => [
    { name: `change.incidents.${of}.count`, of: each => each.incidents[of] && each.incidents[of].count }, { name: `change.incidents.${of}.totalMs`, of: each => each.incidents[of] && each.incidents[of].totalMs, isTime: true },
  ]),
  { name: 'incidents.failedPrints', of: each => each.incidents.failedPrints }, { name: 'incidents.clockCorrections', of: each => each.incidents.clockCorrections },
];

/** A figure as it is read, and how it has changed: a share in percentage points, with its sign. */
export function useFigureText() {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  return {
    text: ({ isTime }: PeriodFigure, value: FigureValue) => (value === null ? t('none') : typeof value === 'object' ? words.share(value) : isTime ? words.minutes(value) : String(value)),
    /** Null where there is nothing to compare. */
    change({ isTime }: Pick<PeriodFigure, 'isTime'>, now: FigureValue, was: FigureValue): string | null {
      const change = changeOf(now, was);
      if (change === null) return null;
      if (typeof now === 'object') return `${signed(change, 1)} %`;
      return isTime ? t('minutes', { value: signed(change / 60_000, 1) }) : signed(change, 0);
    },
  };
}

/** By how much it is more than it was, in its own unit: of a share in percentage points. Null where either is none. */
function changeOf(now: FigureValue, was: FigureValue): number | null {
  const [present, earlier] = [now, was].map(each => (each === null || typeof each === 'number' ? each : each.of > 0 ? each.part * 100 / each.of : null));
  return typeof present === 'number' && typeof earlier === 'number' ? present - earlier : null;
}

/** What is less than half of its last digit has no sign. */
function signed(value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  return `${rounded > 0 ? '+' : ''}${(rounded === 0 ? 0 : rounded).toFixed(digits)}`;
}
