import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffice } from '../hooks/office.ts';

/** A paper's words in Chinese; the English line stands beside them for who reads English. */
export interface PaperText { zh: string; en: string | null }

/** Words of papers. Papers keep their Chinese names whatever language the desk is set to: auditors and archives know them by these. */
export function usePaperWords(namespace: string) {
  const { i18n } = useTranslation(namespace);
  const { language } = i18n;
  return useMemo(() => {
    const zh = i18n.getFixedT('zh-CN', namespace);
    const en = language === 'en' ? i18n.getFixedT('en', namespace) : null;
    return {
      /** words that are no text of the program: a level, a category */
      ofNames: (nameZh: string, nameEn: string): PaperText => ({ zh: nameZh, en: en ? nameEn : null }),
      inBoth: (key: string, data: Record<string, string | number> = {}): PaperText => ({ zh: zh(key, data), en: en && en(key, data) !== zh(key, data) ? en(key, data) : null }),
    };
  }, [i18n, language, namespace]);
}

/** `2026-11-24 09:41` on the office's clock: on paper a time is the same for every reader. */
export function usePaperTime(): (atMs: number) => string {
  const timeZone = useOffice().timeZone ?? undefined;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
    return (atMs: number) => format.format(atMs);
  }, [timeZone]);
}
