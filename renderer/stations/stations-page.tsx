import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Popconfirm, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../shared/stations.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { InviteDialog } from './invite-dialog.tsx';

/** The devices that may talk to this branch. */
export function StationsPage() {
  const { t } = useTranslation('stations');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const ownId = useSession()?.station?.id;
  const [isInviting, setIsInviting] = useState(false);
  const stations = useQuery(query.stations.list.queryOptions({ refetchInterval: 15_000 }));
  const windows = useQuery(query.queue.listWindows.queryOptions());
  const numberOf = (windowId: string) => windows.data?.find(each => each.id === windowId)?.number ?? '—';
  const revoke = useCommand(client.stations.revoke, { changes: [query.stations.key()] });

  return (
    <Flex vertical gap="middle" style={{ padding: 16 }}>
      <Flex justify="space-between" align="center">
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('title')}</Typography.Title>
        <Button type="primary" onClick={() => setIsInviting(true)}>{t('invite')}</Button>
      </Flex>
      <Typography.Text type="secondary">{t('text')}</Typography.Text>
      {stations.error && <Alert type="error" showIcon title={toText(stations.error)} />}
      <Table<Station>
        rowKey="id"
        size="middle"
        dataSource={stations.data ?? []}
        loading={stations.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t('name'), render: (_value, station) => <>{station.name}{station.id === ownId && <Tag style={{ marginInlineStart: 8 }}>{t('thisOne')}</Tag>}</> },
          { title: t('kind'), width: 180, render: (_value, { kind, windowId }) => <>{t(`kindWord.${kind}`)}{windowId !== null && ` · ${t('atWindow', { number: numberOf(windowId) })}`}</> },
          { title: t('enrolledAt'), width: 160, dataIndex: 'enrolledAt', render: (at: number) => times.dayAndClock(at) },
          { title: t('lastSeenAt'), width: 160, dataIndex: 'lastSeenAt', render: (at: number | null) => at === null ? t('never') : times.dayAndClock(at) },
          { title: t('state'), width: 120, dataIndex: 'isRevoked', render: (isRevoked: boolean) => isRevoked ? <Tag>{t('revoked')}</Tag> : <Tag color="success">{t('valid')}</Tag> },
          {
            title: t('actions'),
            width: 140,
            render: (_value, station) => !station.isRevoked && station.id !== ownId && (
              <Popconfirm title={t('revokeQuestion', { name: station.name })} description={t('revokeText')} okText={t('revoke')} onConfirm={() => void revoke.run({ stationId: station.id })}>
                <Button size="small" danger aria-label={t('revokeNamed', { name: station.name })}>{t('revoke')}</Button>
              </Popconfirm>
            ),
          },
        ]}
      />
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </Flex>
  );
}
