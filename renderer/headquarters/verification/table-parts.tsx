import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Skeleton, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComparedDay } from '../../../shared/console-verification.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { shownLive } from '../shown-live.ts';
import { useTableWords } from '../table-words.tsx';
import { useHeadquarters } from '../use-headquarters.tsx';
import { DifferingRows } from './differing-rows.tsx';
import { usePartWords } from './part-words.ts';

/** The parts of one table with both sides' rows and digests; of one that differs, its rows. */
export function TableParts({ branchId, table }: { branchId: string; table: string }) {
  const { t } = useTranslation('headquartersVerification');
  const { query } = useHeadquarters();
  const toText = useErrorText();
  const times = useTimes();
  const partWords = usePartWords();
  const tableWords = useTableWords();
  const found = useQuery(query.verification.days.queryOptions({ input: { branchId, table }, ...shownLive }));
  if (found.error) return <Alert type="error" showIcon role="alert" title={toText(found.error)} />;
  if (!found.data) return <Skeleton active />;
  const { days, found: all } = found.data;
  return (
    <Flex vertical gap="small">
      <Table<ComparedDay>
        rowKey="day" size="small" aria-label={t('verification.daysOf', { table: tableWords(table) })} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }} dataSource={days}
        expandable={{ columnTitle: <span className="console-unseen">{t('verification.open')}</span>, rowExpandable: ({ differingRows, earlierRows }) => (differingRows ?? 0) + earlierRows > 0, expandedRowRender: ({ day }) => <DifferingRows branchId={branchId} table={table} day={day} /> }}
        columns={[
          { key: 'day', title: t('verification.day'), width: 190, className: 'console-number', render: (_, { day }) => partWords(day) },
          { key: 'state', title: t('verification.state'), width: 150, render: (_, day) => <DayState day={day} /> },
          { key: 'branch', title: t('verification.rowsAtBranch'), render: (_, { rowsAtBranch, digestAtBranch }) => <Held rows={rowsAtBranch} digest={digestAtBranch} /> },
          { key: 'here', title: t('verification.rowsHere'), render: (_, { rowsHere, digestHere }) => <Held rows={rowsHere} digest={digestHere} /> },
          { key: 'at', title: t('verification.at'), width: 290, render: (_, { at, upToSeq }) => t('verification.atOf', { at: times.dayAndClock(at), seq: upToSeq }) },
        ]}
      />
      {all > days.length && <Typography.Text type="secondary">{t('verification.moreDays', { count: all - days.length })}</Typography.Text>}
    </Flex>
  );
}

function DayState({ day: { digestAtBranch, digestHere, differingRows, earlierRows } }: { day: ComparedDay }) {
  const { t } = useTranslation('headquartersVerification');
  if (digestAtBranch === digestHere) return t('verification.isSame');
  if (differingRows === 0 && earlierRows > 0) return t('verification.isSameBut', { count: earlierRows });
  return <Typography.Text type="danger">{differingRows === null ? t('verification.dayUnnamed') : t('verification.dayDiffering', { rows: differingRows })}</Typography.Text>;
}

/** How many rows, and the beginning of their digest: enough to see whether two are the same. */
function Held({ rows, digest }: { rows: number; digest: string }) {
  return <>{rows} <span className="console-hash" title={digest}>{digest.slice(0, 12)}…</span></>;
}
