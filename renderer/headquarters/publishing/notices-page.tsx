import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Table, Tag, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import { NoticeMark } from '../../components/notice-mark.tsx';
import { useNoticeWords } from '../../components/notice-words.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import '../headquarters.css';

type PostedNotice = ConsoleOutputs['publishing']['notices'][number];

/** The notices headquarters has posted at its branches; one that is wrong is withdrawn. */
export function NoticesPage() {
  const { t } = useTranslation('headquartersPublishing');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const wordsOf = useNoticeWords();
  const isKeeper = useMay('catalogueKeeper');
  const [withdrawn, setWithdrawn] = useState<PostedNotice | null>(null);
  const list = useQuery(query.publishing.notices.queryOptions({ staleTime: 0 }));
  const today = dayjs().format('YYYY-MM-DD');
  const standing = ({ withdrawn: gone, fromDate, toDate }: PostedNotice) => gone ? 'withdrawn' : toDate < today ? 'ended' : fromDate > today ? 'scheduled' : 'showing';
  return (
    <Flex vertical gap="small">
      <PageHead title={t('headquarters:page.notices')} lead={t('notices.lead')}>{isKeeper && <Button type="primary" onClick={() => void navigate({ to: '/publishing/new/$kind', params: { kind: 'notice' } })}>{t('notices.new')}</Button>}</PageHead>
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} />}
      <Table<PostedNotice>
        rowKey="id" size="small" dataSource={list.data ?? []} loading={list.isPending} pagination={{ pageSize: 50, hideOnSinglePage: true }} locale={{ emptyText: <span className="console-empty">{t(isKeeper ? 'notices.empty' : 'notices.emptyReader')}</span> }}
        columns={[
          { key: 'urgency', title: t('field.urgency'), width: 110, render: (_, { urgency }) => <NoticeMark urgency={urgency} /> },
          {
            key: 'title', title: t('column.title'),
            render: (_, notice) => { const { title, words, lang } = wordsOf(notice); return <span lang={lang}><Link to="/publishing/$publicationId" params={{ publicationId: notice.publicationId }}>{title}</Link><br /><Typography.Text type="secondary" ellipsis style={{ maxWidth: 420 }}>{words}</Typography.Text></span>; },
          },
          { key: 'term', title: t('field.term'), width: 200, className: 'console-number', render: (_, { fromDate, toDate }) => `${fromDate} – ${toDate}` },
          { key: 'to', title: t('column.to'), width: 130, render: (_, { branches }) => branches === null ? t('allBranches') : t('someBranches', { count: branches }) },
          { key: 'state', title: t('headquarters:column.state'), width: 220, render: (_, notice) => <><Tag variant="outlined">{t(`notices:standing.${standing(notice)}`)}</Tag>{notice.withdrawn && <Typography.Text type="secondary"> {notice.withdrawn.byName} {times.dayAndClock(notice.withdrawn.at)}<br />{notice.withdrawn.reason}</Typography.Text>}</> },
          ...isKeeper ? [{
            key: 'do', title: t('headquarters:do'), width: 90,
            render: (_: unknown, notice: PostedNotice) => standing(notice) === 'withdrawn' || standing(notice) === 'ended' ? null : <Button size="small" aria-label={t('withdraw.of', { title: notice.titleZh })} onClick={() => setWithdrawn(notice)}>{t('withdraw.do')}</Button>,
          }] : [],
        ]}
      />
      {withdrawn && <WithdrawDialog notice={withdrawn} onClose={() => setWithdrawn(null)} />}
    </Flex>
  );
}
