import { WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Empty, Flex, Table, Tag, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service, ServiceWindow, ServingKind } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { ServiceDrawer } from './service-drawer.tsx';
import { useQueueWords } from './use-queue-words.ts';

/** The branch's services: what customers can take a ticket for. */
export function ServicesPage() {
  const { t } = useTranslation('queue');
  const { query } = useBranch();
  const words = useQueueWords();
  const toText = useErrorText();
  const { message } = App.useApp();
  const services = useQuery(query.queue.listServices.queryOptions({ staleTime: 0 }));
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 0 }));
  const [edited, setEdited] = useState<Service | 'new' | null>(null);
  const rows = [...(services.data ?? [])].sort((one, other) => one.prefix.localeCompare(other.prefix));
  const error = services.error ?? windows.error;

  return (
    <div style={{ padding: '16px 24px' }}>
      <Flex justify="space-between" align="start" gap="middle">
        <div>
          <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('services.title')}</Typography.Title>
          <Typography.Paragraph type="secondary">{t('services.lead')}</Typography.Paragraph>
        </div>
        <Button type="primary" onClick={() => setEdited('new')}>{t('services.add')}</Button>
      </Flex>
      {error && <Alert type="error" showIcon title={t('services.loadFailed')} description={toText(error)} action={<Button size="small" onClick={() => void services.refetch()}>{t('refresh')}</Button>} />}
      <Table<Service>
        rowKey="id" size="small" pagination={false} loading={services.isPending} dataSource={rows} scroll={{ x: 960 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('services.empty')} /> }}
        columns={[
          { title: t('services.prefix'), dataIndex: 'prefix', width: 64, render: (prefix: string) => <Typography.Text strong code>{prefix}</Typography.Text> },
          { title: t('services.nameZh'), dataIndex: 'nameZh' },
          { title: t('services.nameEn'), dataIndex: 'nameEn' },
          { title: t('services.targetWait'), dataIndex: 'targetWaitMinutes', width: 90, align: 'end', render: words.duration },
          { title: t('services.targetService'), dataIndex: 'targetServiceMinutes', width: 90, align: 'end', render: words.duration },
          { title: t('services.hours'), width: 112, render: (_, row) => (row.opensAt === row.closesAt ? t('services.allDay') : `${row.opensAt}–${row.closesAt}`) },
          { title: t('services.windowsOwn'), width: 130, render: (_, row) => <ServedBy service={row} windows={windows.data ?? []} /> },
          { title: t('services.windowsHelping'), width: 130, render: (_, row) => windowNumbers(windows.data ?? [], row.id, 'helping') || '–' },
          { title: t('services.isActive'), width: 80, render: (_, row) => <Tag variant="outlined">{t(row.isActive ? 'services.active' : 'services.inactive')}</Tag> },
          { title: t('hall.action'), width: 80, render: (_, row) => <Button size="small" aria-label={t('services.open', { prefix: row.prefix })} onClick={() => setEdited(row)}>{t('modify')}</Button> },
        ]}
      />
      {edited !== null && (
        <ServiceDrawer
          service={edited === 'new' ? null : edited} others={rows.filter(row => edited === 'new' || row.id !== edited.id)}
          onSaved={saved => { setEdited(null); void message.success(t('services.saved', { prefix: saved.prefix })); }} onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

/** A service that no window serves is a trap for customers: said where it is seen. */
function ServedBy({ service, windows }: { service: Service; windows: readonly ServiceWindow[] }) {
  const { t } = useTranslation('queue');
  const numbers = windowNumbers(windows, service.id, 'own');
  if (numbers !== '') return numbers;
  if (!service.isActive || windowNumbers(windows, service.id, 'helping') !== '') return '–';
  return (
    <Tooltip title={t('services.noWindowAdvice')}>
      <Typography.Text strong tabIndex={0}><WarningOutlined aria-hidden /> {t('services.noWindow')}</Typography.Text>
    </Tooltip>
  );
}

function windowNumbers(windows: readonly ServiceWindow[], serviceId: string, kind: ServingKind): string {
  return windows
    .filter(window => window.isActive && window.services.some(each => each.serviceId === serviceId && each.kind === kind))
    .map(window => window.number).sort((one, other) => one - other).join(' ');
}
