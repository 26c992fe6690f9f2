import { useTranslation } from 'react-i18next';
import type { HallView } from '../../shared/queue.ts';

/** Per service: how many wait, and how long one who takes a ticket now will. */
export function ServiceList({ services }: { services: HallView['services'] }) {
  const { t, i18n } = useTranslation('hall');
  return (
    <table className="hall-services" data-many={services.length > 8 || undefined}>
      <thead><tr><th scope="col">{t('service')}</th><th scope="col">{t('waiting')}</th><th scope="col">{t('waitNow')}</th></tr></thead>
      <tbody>
        {services.map(service => (
          <tr key={service.serviceId}>
            <th scope="row"><b>{service.prefix}</b> {i18n.language === 'en' ? service.nameEn : service.nameZh}</th>
            <td>{t('people', { people: service.waiting })}</td>
            <td>{service.isOffered ? waitText(service.waitRange) : t('closedNow', { opensAt: service.opensAt, closesAt: service.closesAt })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

  function waitText(range: HallView['services'][number]['waitRange']): string {
    if (!range) return t('noWindow');
    if (range.toMinutes === 0) return t('noWait');
    return range.fromMinutes === range.toMinutes ? t('minutes', { minutes: range.toMinutes }) : t('range', { from: range.fromMinutes, to: range.toMinutes });
  }
}
