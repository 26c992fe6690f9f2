import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Skeleton, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTableWords } from '../table-words.tsx';
import { useHeadquarters } from '../use-headquarters.tsx';
import { usePartWords } from './part-words.ts';

type DifferingRow = ConsoleOutputs['verification']['rows']['rows'][number];

/** The rows of one part that differ: their ids and how, nothing of what stands in them. */
export function DifferingRows({ branchId, table, day }: { branchId: string; table: string; day: string }) {
  const { t } = useTranslation('headquartersVerification');
  const { query } = useHeadquarters();
  const toText = useErrorText();
  const partWords = usePartWords();
  const tableWords = useTableWords();
  const found = useQuery(query.verification.rows.queryOptions({ input: { branchId, table, day }, staleTime: 0 }));
  if (found.error) return <Alert type="error" showIcon role="alert" title={toText(found.error)} />;
  if (!found.data) return <Skeleton active />;
  const { rows, found: all } = found.data;
  return (
    <Flex vertical gap="small">
      <Table<DifferingRow>
        rowKey="key" size="small" aria-label={t('verification.rowsOf', { table: tableWords(table), day: partWords(day) })} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }} dataSource={rows}
        columns={[
          { key: 'key', title: t('verification.key'), width: 420, render: (_, { key }) => <span className="console-hash">{key}</span> },
          { key: 'how', title: t('verification.how'), render: (_, { how }) => t(`verification.howOf.${how}`) },
        ]}
      />
      {all > rows.length && <Typography.Text type="secondary">{t('verification.moreRows', { count: all - rows.length })}</Typography.Text>}
    </Flex>
  );
}
