import { WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Empty, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service, ServiceWindow } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useQueueWords } from './use-queue-words.ts';
import { WindowDrawer } from './window-drawer.tsx';

/** The branch's windows, and as a matrix which services each serves as its own and which it helps with. */
export function WindowsPage() {
  const { t } = useTranslation('queue');
  const { query } = useBranch();
  const words = useQueueWords();
  const toText = useErrorText();
  const { message } = App.useApp();
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 0 }));
  const services = useQuery(query.queue.listServices.queryOptions({ staleTime: 0 }));
  const [edited, setEdited] = useState<ServiceWindow | 'new' | null>(null);
  const rows = [...(windows.data ?? [])].sort((one, other) => one.number - other.number);
  const offered = [...(services.data ?? [])].filter(each => each.isActive).sort((one, other) => one.prefix.localeCompare(other.prefix));
  const error = windows.error ?? services.error;

  return (
    <div style={{ padding: '16px 24px' }}>
      <Flex justify="space-between" align="start" gap="middle">
        <div>
          <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('windows.title')}</Typography.Title>
          <Typography.Paragraph type="secondary">{t('windows.lead')}</Typography.Paragraph>
        </div>
        <Button type="primary" onClick={() => setEdited('new')}>{t('windows.add')}</Button>
      </Flex>
      {error && <Alert type="error" showIcon title={t('windows.loadFailed')} description={toText(error)} action={<Button size="small" onClick={() => void windows.refetch()}>{t('refresh')}</Button>} />}
      <Table<ServiceWindow>
        rowKey="id" size="small" pagination={false} loading={windows.isPending} dataSource={rows} scroll={{ x: 900 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('windows.empty')} /> }}
        columns={[
          { title: t('windows.number'), width: 190, render: (_, row) => words.window(row) },
          {
            title: t('windows.services'),
            children: offered.map(service => ({
              key: service.id, title: <abbr title={words.name(service)} style={{ textDecoration: 'none' }}>{service.prefix}</abbr>, align: 'center' as const, width: 64,
              render: (_: unknown, row: ServiceWindow) => <Served window={row} service={service} />,
            })),
          },
          { title: t('windows.state'), width: 180, render: (_, row) => [t(`windowState.${row.state}`), row.clerkName].filter(Boolean).join(' · ') },
          { title: t('windows.isActive'), width: 150, render: (_, row) => (row.services.length === 0 ? <Typography.Text strong><WarningOutlined aria-hidden /> {t('windows.noServices')}</Typography.Text> : <Tag variant="outlined">{t(row.isActive ? 'windows.active' : 'windows.inactive')}</Tag>) },
          { title: t('hall.action'), width: 80, render: (_, row) => <Button size="small" aria-label={t('windows.open', { number: row.number })} onClick={() => setEdited(row)}>{t('modify')}</Button> },
        ]}
      />
      {edited !== null && (
        <WindowDrawer
          window={edited === 'new' ? null : edited} others={rows.filter(row => edited === 'new' || row.id !== edited.id)} services={offered}
          onSaved={saved => { setEdited(null); void message.success(t('windows.saved', { number: saved.number })); }} onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

/** A word, not a colour: own or helping. */
function Served({ window, service }: { window: ServiceWindow; service: Service }) {
  const { t } = useTranslation('queue');
  const kind = window.services.find(each => each.serviceId === service.id)?.kind;
  if (!kind) return <Typography.Text type="secondary">–</Typography.Text>;
  return kind === 'own' ? <Typography.Text strong>{t('windows.own')}</Typography.Text> : <Typography.Text>{t('windows.helping')}</Typography.Text>;
}
