import { useTranslation } from 'react-i18next';
import type { DeadlineTerm } from '../../shared/deadlines.ts';

/** A term as it is chosen: hours within hall hours are a unit of their own. */
export const termUnits = ['none', 'minutesInHall', 'hoursInHall', 'hours', 'naturalDays', 'workingDays'] as const;
export type TermUnit = (typeof termUnits)[number];

export function unitOf(term: DeadlineTerm | null): TermUnit {
  if (term === null) return 'none';
  if (term.unit === 'naturalDays' || term.unit === 'workingDays') return term.unit;
  if (term.within === 'roundTheClock') return 'hours';
  return term.unit === 'minutes' ? 'minutesInHall' : 'hoursInHall';
}

/** What was chosen as the table keeps it; null: nothing is promised. */
export function termOf(unit: TermUnit, amount: number, countedFrom: DeadlineTerm['countedFrom']): DeadlineTerm | null {
  switch (unit) {
    case 'none': return null;
    case 'minutesInHall': return { unit: 'minutes', amount, within: 'hallHours', countedFrom };
    case 'hoursInHall': return { unit: 'hours', amount, within: 'hallHours', countedFrom };
    case 'hours': return { unit: 'hours', amount, within: 'roundTheClock', countedFrom };
    case 'naturalDays': return { unit: 'naturalDays', amount, whenLastDayIsOff: 'stands', countedFrom };
    case 'workingDays': return { unit: 'workingDays', amount, countedFrom };
  }
}

/** A term in words: `4 个工作日，次日起`. */
export function useTermWords(): (term: DeadlineTerm | null) => string {
  const { t } = useTranslation('complaintRules');
  return term => (term === null ? t('unit.none') : t('term', { span: t(`units.${unitOf(term)}`, { amount: term.amount }), from: t(`from.${term.countedFrom}`) }));
}
