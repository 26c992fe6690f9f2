import { Card, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { clockText } from '../half-hour-bars.tsx';
import type { DaySummary, QueueFigures, TicketFigure, TicketScope } from '../../../shared/summary.ts';
import { Figure, FigureCard, RecordsButton } from './figure.tsx';
import { useSummaryWords } from './use-summary-words.ts';

const asked = (figure: TicketFigure, scope: TicketScope = {}) => ({ of: 'tickets' as const, figure, ...scope });

/** Where the day's tickets went, how long people waited, and the slices that are watched apart. */
export function QueueCard({ summary }: { summary: DaySummary }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  const { queue, peak, impossibleWaits } = summary;
  return (
    <FigureCard title={t('section.queue')}>
      <Figure name={t('queue.issued')} formula={t('formula.issued')} value={queue.issued} asked={asked('issued')} />
      <Figure name={t('queue.served')} value={queue.served} asked={asked('served')} />
      <Figure name={t('queue.abandoned')} value={queue.abandoned} asked={asked('abandoned')} />
      <Figure name={t('queue.unserved')} value={queue.unserved} asked={asked('unserved')} />
      <Figure name={t('queue.abandonedShare')} formula={t('formula.abandonedShare')} value={words.share({ part: queue.abandoned, of: queue.issued })} asked={asked('abandoned')} />
      <Figure name={t('queue.abandonedAtOnce')} value={queue.abandonedAtOnce} asked={asked('abandonedAtOnce')} />
      <Figure name={t('queue.wait')} formula={t('formula.wait')} value={words.spread(queue.wait)} asked={asked('waited')} />
      <Figure name={t('queue.withinTarget')} formula={t('formula.withinTarget')} value={words.share(queue.withinTarget)} asked={asked('missedTarget')} />
      {impossibleWaits > 0 && <Figure name={t('queue.impossibleWaits')} value={impossibleWaits} asked={asked('impossibleWaits')} />}
      {peak && <Figure name={t('queue.peak')} value={t('queue.peakText', { time: clockText(peak.startsAt), count: peak.issued })} asked={asked('issued', { halfHour: peak.startsAt })} />}
      {(['lunch', 'keyAccounts', 'others'] as const).map(part => (
        <Figure key={part} name={t(`queue.${part}`)} value={sliceText(summary[part])} asked={asked('issued', { part })} />
      ))}
    </FigureCard>
  );

  function sliceText({ issued, wait, withinTarget }: QueueFigures) {
    return <>{issued}<br />{words.spread(wait)}<br />{t('queue.withinTarget')} {words.share(withinTarget)}</>;
  }
}

/** The same by service. */
export function ServicesTable({ services }: { services: DaySummary['services'] }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  type Row = DaySummary['services'][number];
  const opens = (figure: TicketFigure, head: string, value: (row: Row) => string | number) => (_: unknown, row: Row) =>
    <RecordsButton name={`${row.prefix} ${head}`} asked={asked(figure, { serviceId: row.serviceId })}>{value(row)}</RecordsButton>;
  return (
    <Card size="small" title={t('section.services')}>
      <Table<Row>
        size="small" pagination={false} rowKey="serviceId" dataSource={services} scroll={{ x: 720 }}
        columns={[
          { title: t('service.name'), render: (_, row) => `${row.prefix} ${words.name(row)}` },
          { title: t('service.issued'), align: 'end', render: opens('issued', t('service.issued'), row => row.issued) },
          { title: t('service.served'), align: 'end', render: opens('served', t('service.served'), row => row.served) },
          { title: t('service.abandoned'), align: 'end', render: opens('abandoned', t('service.abandoned'), row => row.abandoned) },
          { title: t('service.wait'), align: 'end', render: opens('waited', t('service.wait'), row => words.spread(row.wait)) },
          { title: t('service.target'), align: 'end', render: (_, row) => t('minutes', { value: row.targetWaitMinutes }) },
          { title: t('service.withinTarget'), align: 'end', render: opens('missedTarget', t('service.withinTarget'), row => words.share(row.withinTarget)) },
        ]}
      />
    </Card>
  );
}

/** What each window did. */
export function WindowsTable({ windows }: { windows: DaySummary['windows'] }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  type Row = DaySummary['windows'][number];
  return (
    <Card size="small" title={t('section.windows')}>
      <Table<Row>
        size="small" pagination={false} rowKey="windowId" dataSource={windows} scroll={{ x: 640 }}
        columns={[
          { title: t('window.number'), render: (_, row) => t('window.name', { number: row.number }) },
          { title: t('window.served'), align: 'end', render: (_, row) => <RecordsButton name={`${t('window.name', { number: row.number })} ${t('window.served')}`} asked={asked('served', { windowId: row.windowId })}>{row.served}</RecordsButton> },
          { title: t('window.mean'), align: 'end', render: (_, row) => words.minutes(row.meanServiceMs) },
          { title: t('window.p90'), align: 'end', render: (_, row) => `${words.minutes(row.service.p90)}（n=${row.service.n}）` },
          { title: t('window.open'), align: 'end', render: (_, row) => row.openMs === 0 ? t('window.notOpened') : words.minutes(row.openMs) },
          { title: t('window.breaks'), align: 'end', render: (_, row) => words.minutes(row.breakMs) },
          { title: t('window.serving'), align: 'end', render: (_, row) => words.minutes(row.servingMs) },
          { title: <span title={t('formula.utilisation')}>{t('window.utilisation')}</span>, align: 'end', render: (_, row) => utilisationText(row) },
        ]}
      />
    </Card>
  );
}

/** Serving ÷ (open − breaks), as a percentage. */
export function utilisationText({ openMs, breakMs, servingMs }: DaySummary['windows'][number]): string {
  return openMs - breakMs <= 0 ? '—' : `${(servingMs * 100 / (openMs - breakMs)).toFixed(1)} %`;
}
