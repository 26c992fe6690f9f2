import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useNoticeWords } from '../components/notice-words.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useAltShortcut } from '../hooks/use-shortcut.ts';
import { NoticeActions } from './notice-actions.tsx';
import { NoticeDialog, type NoticeDraft } from './notice-dialog.tsx';
import { NoticeDrawer } from './notice-drawer.tsx';
import { StandingTag } from './standing-tag.tsx';

export type ListedNotice = BranchOutputs['notices']['list'][number];

/** Receipts come in while the manager looks. */
const readEveryMs = 15_000;

/** All notices with where they stand and how many have read them; the manager writes, posts and withdraws here. */
export function NoticeLedger({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('notices');
  const { query } = useBranch();
  const toText = useErrorText();
  const wordsOf = useNoticeWords();
  const [draft, setDraft] = useState<NoticeDraft | null>(null);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const list = useQuery(query.notices.list.queryOptions({ staleTime: 0, refetchInterval: readEveryMs }));
  const opened = list.data?.find(({ id }) => id === openedId);
  useAltShortcut('B', () => setDraft({}), !mayChange);

  return (
    <section aria-labelledby="notices-all">
      <Flex justify="space-between" align="center" style={{ marginBottom: 8 }}>
        <Typography.Title level={2} id="notices-all" style={{ fontSize: 16, margin: 0 }}>{t('all')}</Typography.Title>
        {mayChange && <Button type="primary" aria-keyshortcuts="Alt+B" onClick={() => setDraft({})}>{t('write')} <kbd aria-hidden>Alt+B</kbd></Button>}
      </Flex>
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} />}
      <Table<ListedNotice>
        rowKey="id" size="small" loading={list.isPending} dataSource={list.data ?? []} pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t(mayChange ? 'noneAtAll' : 'noneAtAllReader') }}
        columns={[
          { key: 'urgency', title: t('field.urgency'), width: 96, render: (_, { urgency }) => <NoticeMark urgency={urgency} /> },
          { key: 'title', title: t('field.title'), render: (_, notice) => <Button type="link" style={{ padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'start' }} onClick={() => setOpenedId(notice.id)}>{wordsOf(notice).title}</Button> },
          { key: 'side', title: t('field.side'), width: 72, render: (_, { side }) => t(`side.${side}`) },
          { key: 'places', title: t('field.places'), width: 170, render: (_, { places }) => places.map(place => t(`place.${place}`)).join(t('separator')) },
          { key: 'term', title: t('field.term'), width: 200, render: (_, { fromDate, toDate }) => t('term', { from: fromDate, to: toDate }) },
          { key: 'standing', title: t('field.standing'), width: 104, render: (_, { standing }) => <StandingTag standing={standing} /> },
          { key: 'read', title: t('field.readers'), width: 90, align: 'end', render: (_, { read, readers, places, postedAt }) => (postedAt !== null && places.includes('desk') ? t('readOf', { read, readers }) : '—') },
          ...(mayChange ? [{ key: 'do', title: t('field.do'), width: 240, render: (_: unknown, notice: ListedNotice) => <NoticeActions notice={notice} onEdit={setDraft} /> }] : []),
        ]}
      />
      {opened && <NoticeDrawer notice={opened} onClose={() => setOpenedId(null)} />}
      {draft && <NoticeDialog draft={draft} onClose={() => setDraft(null)} />}
    </section>
  );
}
