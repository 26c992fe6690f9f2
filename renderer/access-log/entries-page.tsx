import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEntry, LogFilter } from '../../shared/access-log.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { EntryDrawer } from './entry-drawer.tsx';
import { EntryFilter } from './entry-filter.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { useLogWords } from './use-log-words.ts';
import './access-log.css';

const entriesAtOnce = 50;

/** The access log for the auditor: who did what with whose file, in sentences. Each reading is an entry itself. */
export function EntriesPage() {
  const { t } = useTranslation('accessLog');
  const { client } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const words = useLogWords();
  const [filter, setFilter] = useState<LogFilter>({});
  const [opened, setOpened] = useState<LogEntry | null>(null);

  const log = useInfiniteQuery({
    queryKey: ['accessLog', 'entries', filter],
    queryFn: ({ pageParam }) => client.accessLog.entries({ ...filter, beforeSeq: pageParam, limit: entriesAtOnce }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => (page.hasMore ? page.entries.at(-1)?.seq : undefined),
    // Reading is an entry: only when somebody asks, never by itself.
    staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false, retry: false,
  });
  const entries = log.data?.pages.flatMap(page => page.entries) ?? [];
  const windowNumbers = log.data?.pages[0]?.windowNumbers ?? {};
  const numberOf = (entry: LogEntry) => (entry.windowId === null ? undefined : windowNumbers[entry.windowId]);

  return (
    <Flex vertical gap="small" className="log-page">
      <PageHead title={t('entries.title')} lead={t('entries.lead')}><ExportButtons filter={filter} /></PageHead>
      <EntryFilter filter={filter} onChange={setFilter} onRead={() => void log.refetch()} isReading={log.isFetching} />
      {log.error && <Alert type="error" showIcon title={toText(log.error)} />}
      <Table<LogEntry>
        rowKey="seq" size="small" pagination={false} loading={log.isPending} dataSource={entries} scroll={{ x: 880 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('entries.empty')} /> }}
        columns={[
          { title: t('entries.seq'), dataIndex: 'seq', width: 84, align: 'end', render: (seq: number) => <span className="log-number">{seq}</span> },
          { title: t('entries.at'), dataIndex: 'at', width: 150, render: (at: number) => <span className="log-number">{times.dayAndClock(at)}</span> },
          {
            title: t('entries.what'), render: (_, entry) => (
              <>
                {entry.outcome === 'refused' && <Tag variant="outlined" color="error">✕ {words.outcome('refused')}</Tag>}
                {words.sentence(entry, numberOf(entry))}
              </>
            ),
          },
          { title: t('entries.more'), width: 84, render: (_, entry) => <Button size="small" aria-label={t('entries.openOne', { seq: entry.seq })} onClick={() => setOpened(entry)}>{t('entries.open')}</Button> },
        ]}
      />
      <Flex justify="center" gap="middle" align="center">
        {log.hasNextPage && <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>{t('entries.older')}</Button>}
        {!log.isPending && <Typography.Text type="secondary">{t('entries.shown', { count: entries.length })}</Typography.Text>}
      </Flex>
      {opened && <EntryDrawer entry={opened} windowNumber={numberOf(opened)} words={words} onFilter={more => { setFilter({ ...filter, ...more }); setOpened(null); }} onClose={() => setOpened(null)} />}
    </Flex>
  );
}
