import type { VisitItem } from '../../shared/counter.ts';
import type { ItemFigure, Share } from '../../shared/summary.ts';

/** A piece of business of the day's visits. */
export interface DayItem {
  id: string;
  ticketNumber: string;
  nameZh: string;
  nameEn: string;
  windowNumber: number;
  startedAt: number;
  result: VisitItem['result'];
  reason: string | null;
  isIdentified: boolean;
  /** the same customer was sent away from the same business for a missing document within thirty days before */
  cameBack: boolean;
}

/**
 * Which pieces of business a figure counts. completed: of identified customers, of others nobody knows whether they had come
 * before. cameBack: completed after having been sent away for a missing document within thirty days; doneInOneVisit: without.
 * decided: all that have a result. Source: product rules, Daily summary, 3.
 */
const counts: Record<ItemFigure, (item: DayItem) => boolean> = {
  completed: ({ result, isIdentified }) => result === 'completed' && isIdentified,
  doneInOneVisit: item => counts.completed(item) && !item.cameBack,
  cameBack: item => counts.completed(item) && item.cameBack,
  decided: ({ result }) => result !== 'undecided',
  returnedForDocuments: ({ result }) => result === 'incompleteDocuments',
};

/** The pieces of business a figure counts: what it opens. */
export function itemsBehind(figure: ItemFigure, items: readonly DayItem[]): DayItem[] {
  return items.filter(counts[figure]);
}

/** Done in one visit ÷ completed; sent away for a missing document ÷ decided. In pieces of business. */
export function itemShares(items: readonly DayItem[]): { doneInOneVisit: Share; returnedForDocuments: Share } {
  const of = (figure: ItemFigure): number => itemsBehind(figure, items).length;
  return { doneInOneVisit: { part: of('doneInOneVisit'), of: of('completed') }, returnedForDocuments: { part: of('returnedForDocuments'), of: of('decided') } };
}
