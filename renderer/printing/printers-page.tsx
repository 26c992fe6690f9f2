import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Popconfirm, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchedPrinter } from '../../shared/printing.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useLive } from '../hooks/use-live.ts';
import { PrinterDrawer } from './printer-drawer.tsx';
import { PrinterState } from './printer-state.tsx';

/** The printers of the hall, each with how it is at the moment. */
export function PrintersPage() {
  const { t } = useTranslation('printing');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const [edited, setEdited] = useState<WatchedPrinter | 'new' | null>(null);
  const { picture: printers, error } = useLive(query.printing.watchPrinters.experimental_liveOptions());
  const stations = useQuery(query.stations.list.queryOptions());
  const remove = useCommand(client.printing.removePrinter);
  const test = useCommand(client.printing.printTestPage);
  const stationName = (stationId: string) => stations.data?.find(each => each.id === stationId)?.name ?? '—';

  return (
    <Flex vertical gap="middle" style={{ padding: 16 }}>
      <PageHead title={t('printers.title')} lead={t('printers.lead')}>
        <Button type="primary" onClick={() => setEdited('new')}>{t('printers.add')}</Button>
      </PageHead>
      {error && <Alert type="error" showIcon title={toText(error)} />}
      <Table<WatchedPrinter>
        rowKey="id" size="middle" dataSource={printers ?? []} loading={!printers && !error} pagination={false}
        locale={{ emptyText: <Typography.Text type="secondary">{t('printers.empty')}</Typography.Text> }}
        columns={[
          { title: t('printers.name'), dataIndex: 'name' },
          { title: t('printers.where'), width: 190, render: (_value, { line }) => <code>{line.kind === 'tcp' ? `${line.address}:${line.port}` : line.deviceName}</code> },
          { title: t('printers.width'), width: 90, dataIndex: 'widthMm', render: (width: number) => t('printers.widthMm', { width }) },
          { title: t('printers.station'), width: 230, dataIndex: 'stationId', render: (stationId: string | null) => stationId === null ? t('printers.everyStation') : stationName(stationId) },
          { title: t('printers.state'), width: 300, render: (_value, printer) => <PrinterState printer={printer} /> },
          {
            title: t('printers.actions'), width: 250,
            render: (_value, printer) => {
              const { id: printerId, name } = printer;
              return (
                <Flex gap="small">
                  <Button size="small" aria-label={t('printers.testNamed', { name })} disabled={printer.lastTest?.state === 'queued'} onClick={() => void test.run({ printerId })}>{t('printers.test')}</Button>
                  <Button size="small" aria-label={t('printers.changeNamed', { name })} onClick={() => setEdited(printer)}>{t('printers.change')}</Button>
                  <Popconfirm getPopupContainer={button => button.parentElement ?? document.body} title={t('printers.removeQuestion', { name })} description={t('printers.removeText')} okText={t('printers.remove')} cancelText={t('printers.cancel')} onConfirm={() => void remove.run({ printerId })}>
                    <Button size="small" danger aria-label={t('printers.removeNamed', { name })}>{t('printers.remove')}</Button>
                  </Popconfirm>
                </Flex>
              );
            },
          },
        ]}
      />
      {edited && <PrinterDrawer printer={edited === 'new' ? null : edited} stations={stations.data ?? []} onClose={() => setEdited(null)} />}
    </Flex>
  );
}
