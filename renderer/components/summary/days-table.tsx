import { Table } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodDay } from '../../../shared/summary.ts';
import { useSummaryWords } from './use-summary-words.ts';

/** The frozen days of a period, one a line. `pageOf`: where a day is read, if it is. */
export function DaysTable({ days, pageOf }: { days: readonly PeriodDay[]; pageOf?(businessDate: string): string }) {
  const { t, i18n } = useTranslation('summary');
  const words = useSummaryWords();
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
  return (
    <Table<PeriodDay>
      size="small" rowKey="businessDate" dataSource={[...days]} pagination={{ pageSize: 31, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 860 }}
      columns={[
        { title: t('period.date'), render: (_, each) => <>{pageOf ? <Link to={pageOf(each.businessDate)}>{each.businessDate}</Link> : each.businessDate} {weekday.format(new Date(`${each.businessDate}T00:00:00Z`))} {t(`dayKind.${each.dayKind}`)}{each.isProvisional && ` ◐ ${t('period.provisional')}`}{each.version > 1 && ` ${t('period.version', { version: each.version })}`}</> },
        { title: t('queue.issued'), align: 'end', render: (_, each) => each.figures.issued },
        { title: t('queue.served'), align: 'end', render: (_, each) => each.figures.served },
        { title: t('queue.abandoned'), align: 'end', render: (_, each) => each.figures.abandoned },
        { title: t('period.medianWait'), align: 'end', render: (_, each) => words.minutes(each.medianWaitMs) },
        { title: t('period.p90Wait'), align: 'end', render: (_, each) => words.minutes(each.p90WaitMs) },
        { title: t('queue.withinTarget'), align: 'end', render: (_, each) => words.share(each.figures.withinTarget) },
        { title: t('complaints.received'), align: 'end', render: (_, each) => each.figures.complaints.received },
        { title: t('satisfaction.satisfied'), align: 'end', render: (_, each) => words.share(each.figures.satisfied) },
      ]}
    />
  );
}
