import { ORPCError } from '@orpc/contract';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../hooks/use-times.ts';

/** Who changed a case meanwhile, and when, in words; null for every other refusal. */
export function useFasterWords(): (error: unknown) => string | null {
  const { t } = useTranslation('cases');
  const times = useTimes();
  return error => {
    if (!(error instanceof ORPCError) || error.code !== 'CASE_CHANGED') return null;
    const { byName, at } = error.data as { byName: string; at: number };
    return t('faster.who', { name: byName, at: times.dayAndClock(at) });
  };
}
