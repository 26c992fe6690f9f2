import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DaySummary } from '../../../shared/summary.ts';
import { scaleOf, WaitBars, type ServiceWait } from '../wait-bars.tsx';
import { useSummaryWords } from './use-summary-words.ts';

type Services = DaySummary['services'];

/** The waits of services as they are drawn. */
export function waitsOf(services: Services, nameOf: (named: Services[number]) => ServiceWait['name']): ServiceWait[] {
  return services.map(each => ({ id: each.serviceId, name: nameOf(each), n: each.wait.n, medianMs: each.wait.median, p90Ms: each.wait.p90, targetMs: each.targetWaitMinutes * 60_000 }));
}

/** Wait by service against its target; the table of the services says the same in numbers. */
export function ServiceWaits({ services }: { services: Services }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  const waits = waitsOf(services, each => `${each.prefix} ${words.name(each)}`);
  const points = waits.map(({ name, n, medianMs, p90Ms, targetMs }) => t('chart.servicePoint', { name: String(name), n, median: words.minutes(medianMs), p90: words.minutes(p90Ms), target: words.minutes(targetMs) })).join('; ');
  if (waits.length === 0) return null;
  return (
    <Card size="small" title={t('chart.byService')}>
      <WaitBars label={t('chart.words', { title: t('chart.byService'), points })} waits={waits} scaleMs={scaleOf(waits)} minutes={ms => (ms === null ? t('none') : (ms / 60_000).toFixed(1))} whenNobody={t('chart.nobodyCalled')} />
      <small>{t('chart.byServiceKey')}</small>
    </Card>
  );
}
