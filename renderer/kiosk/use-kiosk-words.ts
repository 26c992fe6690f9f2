import { useTranslation } from 'react-i18next';
import type { HallView, WaitRange } from '../../shared/queue.ts';

export type HallService = HallView['services'][number];

/** A service's words in the language chosen at this moment. */
export function useKioskWords() {
  const { t, i18n } = useTranslation('kiosk');
  const isEnglish = i18n.language === 'en';
  return {
    name: (service: HallService) => isEnglish ? service.nameEn : service.nameZh,
    documents: (service: HallService) => service.requiredDocuments.map(each => isEnglish ? each.en : each.zh),
    wait(range: WaitRange | null): string {
      if (!range) return t('waitUnknown');
      if (range.toMinutes === 0) return t('noWait');
      return range.fromMinutes === range.toMinutes ? t('waitAbout', { minutes: range.toMinutes }) : t('waitRange', { from: range.fromMinutes, to: range.toMinutes });
    },
  };
}
