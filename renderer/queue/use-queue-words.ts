import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallReason, Service, ServiceWindow } from '../../shared/queue.ts';
import { useTimes } from '../hooks/use-times.ts';
import { reasonText } from './reason-text.ts';

/** The queue's facts in the reader's language. */
export function useQueueWords() {
  const { t, i18n } = useTranslation('queue');
  const times = useTimes();
  return useMemo(() => ({
    reason: (number: string, reason: CallReason) => reasonText(t, number, reason, times.clock),
    name: (named: { nameZh: string; nameEn: string }) => (i18n.language === 'en' ? named.nameEn || named.nameZh : named.nameZh || named.nameEn),
    window(window: Pick<ServiceWindow, 'number' | 'nameZh' | 'nameEn'>): string {
      const name = this.name(window);
      return name === '' ? t('windowName', { number: window.number }) : t('windowNameWith', { number: window.number, name });
    },
    service(service: Pick<Service, 'prefix' | 'nameZh' | 'nameEn'>): string {
      return `${service.prefix} ${this.name(service)}`;
    },
    duration(minutes: number): string {
      return minutes < 60 ? t('minutes', { count: minutes }) : t('hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    },
  }), [t, i18n.language, times]);
}
