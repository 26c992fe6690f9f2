import { useTranslation } from 'react-i18next';
import type { HallView } from '../../shared/queue.ts';

type HallService = HallView['services'][number];

/** Per service: how many wait, and how long one who takes a ticket now will. */
export function ServiceList({ services }: { services: readonly HallService[] }) {
  const { t, i18n } = useTranslation('hall');
  return (
    <ul className="hall-services" aria-label={t('services')} data-many={services.length > 16 ? 'very' : services.length > 8 ? 'yes' : undefined}>
      {services.map(service => (
        <li key={service.serviceId}>
          <b>{service.prefix}</b>
          <span className="hall-service-name">{i18n.language === 'en' ? service.nameEn : service.nameZh}</span>
          <span>{t('people', { people: service.waiting })}</span>
          <span>{service.isOffered ? waitText(service.waitRange) : t('closedNow', { opensAt: service.opensAt, closesAt: service.closesAt })}</span>
        </li>
      ))}
    </ul>
  );

  function waitText(range: HallService['waitRange']): string {
    if (!range) return t('noWindow');
    if (range.toMinutes === 0) return t('noWait');
    return range.fromMinutes === range.toMinutes ? t('minutes', { minutes: range.toMinutes }) : t('range', { from: range.fromMinutes, to: range.toMinutes });
  }
}
