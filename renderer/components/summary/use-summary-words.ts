import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interruptions, Share, Spread } from '../../../shared/summary.ts';

/** Figures as they are read: every share with its n, every time in minutes. */
export function useSummaryWords() {
  const { t, i18n } = useTranslation('summary');
  return useMemo(() => {
    const minutes = (ms: number | null) => (ms === null ? t('none') : t('minutes', { value: (ms / 60_000).toFixed(1) }));
    /** below a minute in seconds */
    const shortTime = (ms: number | null) => (ms === null || ms >= 60_000 || ms === 0 ? minutes(ms) : t('seconds', { value: Math.ceil(ms / 1000) }));
    return {
      minutes,
      shortTime,
      name: (named: { nameZh: string; nameEn: string }) => (i18n.language === 'en' ? named.nameEn : named.nameZh),
      share: ({ part, of }: Share) => (of === 0 ? t('noSpread') : t('shareOf', { percent: (part * 100 / of).toFixed(1), part, of })),
      interruptions: ({ count, totalMs, longestMs }: Interruptions) => (count === 0 ? '0' : t('interruptions', { count, total: shortTime(totalMs), longest: shortTime(longestMs) })),
      spread: ({ n, median, p90, max }: Spread) => (n === 0 ? t('noSpread') : t('spread', { n, median: minutes(median), p90: minutes(p90), max: minutes(max) })),
    };
  }, [t, i18n.language]);
}
