import { useTranslation } from 'react-i18next';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long something has lasted, in the largest unit that says enough: `3 天`, `5 小时`, `12 分钟`, `40 秒`. */
export function useSpanWords(): (ms: number) => string {
  const { t } = useTranslation('headquarters');
  return ms => {
    const span = Math.abs(ms);
    if (span >= 2 * dayMs) return t('span.days', { count: Math.floor(span / dayMs) });
    if (span >= 2 * hourMs) return t('span.hours', { count: Math.floor(span / hourMs) });
    return span >= 2 * minuteMs ? t('span.minutes', { count: Math.floor(span / minuteMs) }) : t('span.seconds', { count: Math.round(span / 1000) });
  };
}
