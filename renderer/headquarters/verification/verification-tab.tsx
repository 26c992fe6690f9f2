import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Flex, Popconfirm, Skeleton, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComparedTable } from '../../../shared/console-verification.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { shownLive } from '../shown-live.ts';
import { TableName, useTableWords } from '../table-words.tsx';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { TableParts } from './table-parts.tsx';

/** Whether both sides hold the same, table by table down to the row, and what is done about it. */
export function VerificationTab({ branchId }: { branchId: string }) {
  const { t } = useTranslation('headquartersVerification');
  const { client, query } = useHeadquarters();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const times = useTimes();
  const toText = useErrorText();
  const tableWords = useTableWords();
  const mayRepair = useMay('administrator');
  const mayRecheck = useMay('administrator', 'auditor');
  const found = useQuery(query.verification.tables.queryOptions({ input: { branchId }, ...shownLive }));
  const changes = [query.verification.key(), query.branches.key()];
  const repair = useCommand(client.verification.repair, { changes, onDone: ({ rows }) => void message.success(t('verification.repairAsked', { count: rows })) });
  const recheck = useCommand(client.verification.recheck, { changes, onDone: () => void message.success(t('verification.recheckAsked')) });
  if (found.error) return <Alert type="error" showIcon role="alert" title={toText(found.error)} />;
  if (!found.data) return <Skeleton active />;
  const { tables, repairsOpen, recheckOpen } = found.data;
  const differing = tables.filter(({ differingDays }) => differingDays > 0);
  const canRepair = mayRepair && differing.some(({ differingRows }) => differingRows !== 0);

  return (
    <Flex vertical gap="small">
      <Flex gap="small" wrap justify="space-between" align="center">
        <div role="status">
          <Typography.Text strong type={differing.length > 0 ? 'danger' : undefined}>
            {tables.length === 0 ? t('verification.never') : differing.length > 0 ? t('verification.differs', { tables: differing.length })
              : t('verification.same', { tables: tables.length, rows: tables.reduce((sum, { rowsHere }) => sum + rowsHere, 0), at: times.dayAndClock(Math.max(...tables.map(({ comparedAt }) => comparedAt))) })}
          </Typography.Text>
          {repairsOpen > 0 && <div>{t('verification.repairing', { count: repairsOpen })}</div>}
          {recheckOpen && <div>{t('verification.underWay')}</div>}
        </div>
        <Flex gap="small">
          {canRepair && (
            <Popconfirm title={t('verification.repairQuestion')} okText={t('verification.repair')} onConfirm={() => void repair.run({ branchId, table: null })}>
              <Button type="primary" loading={repair.isRunning}>{t('verification.repairAll')}</Button>
            </Popconfirm>
          )}
          {mayRecheck && <Button loading={recheck.isRunning} onClick={() => void recheck.run({ branchId })}>{t('verification.recheck')}</Button>}
          {tables.length > 0 && <Button onClick={() => void navigate({ to: '/branches/$branchId/certificate', params: { branchId } })}>{t('verification.certificate')}</Button>}
        </Flex>
      </Flex>
      {tables.length > 0 && (
        <Table<ComparedTable>
          rowKey="table" size="small" pagination={false} dataSource={tables}
          expandable={{ columnTitle: <span className="console-unseen">{t('verification.open')}</span>, expandedRowRender: ({ table }) => <TableParts branchId={branchId} table={table} /> }}
          columns={[
            { key: 'table', title: t('verification.table'), width: 330, render: (_, { table }) => <TableName table={table} /> },
            { key: 'state', title: t('verification.state'), render: (_, table) => <TableState table={table} /> },
            { key: 'branch', title: t('verification.rowsAtBranch'), dataIndex: 'rowsAtBranch', width: 130, className: 'console-number' },
            { key: 'here', title: t('verification.rowsHere'), dataIndex: 'rowsHere', width: 110, className: 'console-number' },
            { key: 'at', title: t('verification.at'), width: 290, render: (_, { comparedAt, upToSeq }) => t('verification.atOf', { at: times.dayAndClock(comparedAt), seq: upToSeq }) },
            {
              key: 'do', title: t('headquarters:do'), width: 90, hidden: !canRepair,
              render: (_, { table, differingRows }) => differingRows !== 0 && (
                <Popconfirm title={t('verification.repairQuestion')} okText={t('verification.repair')} onConfirm={() => void repair.run({ branchId, table })}>
                  <Button size="small" aria-label={t('verification.repairTable', { table: tableWords(table) })}>{t('verification.repair')}</Button>
                </Popconfirm>
              ),
            },
          ]}
        />
      )}
    </Flex>
  );
}

function TableState({ table: { differingDays, differingRows, earlierRows } }: { table: ComparedTable }) {
  const { t } = useTranslation('headquartersVerification');
  if (differingDays === 0) return earlierRows > 0 ? t('verification.isSameBut', { count: earlierRows }) : t('verification.isSame');
  return <Typography.Text type="danger">{differingRows === null ? t('verification.isUnnamed', { days: differingDays }) : t('verification.isDiffering', { days: differingDays, rows: differingRows })}</Typography.Text>;
}
