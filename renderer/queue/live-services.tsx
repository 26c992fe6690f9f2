import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HallView } from '../../shared/queue.ts';
import { useQueueWords } from './use-queue-words.ts';

type LiveService = HallView['services'][number];

/** Per service: who waits, how long, against the target, and what a new customer would be told. */
export function LiveServices({ services }: { services: HallView['services'] }) {
  const { t } = useTranslation('queue');
  const words = useQueueWords();
  return (
    <Table<LiveService>
      rowKey="serviceId" size="small" pagination={false} dataSource={services}
      columns={[
        { title: t('hall.service'), render: (_, row) => words.service(row) },
        { title: t('hall.waitNow'), dataIndex: 'waiting', width: 70, align: 'end' },
        { title: t('hall.longestNow'), width: 100, align: 'end', render: (_, row) => words.duration(row.longestWaitMinutes) },
        { title: t('hall.target'), width: 80, align: 'end', render: (_, row) => words.duration(row.targetWaitMinutes) },
        { title: t('hall.state'), width: 130, render: (_, row) => <AgainstTarget service={row} /> },
        { title: t('hall.estimate'), width: 150, align: 'end', render: (_, { waitRange }) => (waitRange ? t('hall.range', { from: waitRange.fromMinutes, to: waitRange.toMinutes }) : t('hall.noEstimate')) },
      ]}
    />
  );
}

function AgainstTarget({ service }: { service: LiveService }) {
  const { t } = useTranslation('queue');
  if (service.longestWaitMinutes > service.targetWaitMinutes) return <Typography.Text type="danger" strong><WarningOutlined aria-hidden /> {t('hall.above')}</Typography.Text>;
  if (!service.isOffered) return <Typography.Text type="secondary">{t('hall.closed')}</Typography.Text>;
  return <Typography.Text><CheckCircleOutlined aria-hidden /> {t('hall.within')}</Typography.Text>;
}
