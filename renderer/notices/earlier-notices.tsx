import { useQuery } from '@tanstack/react-query';
import { Alert, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskNotice } from '../../shared/notices.ts';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useNoticeWords } from '../components/notice-words.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { StandingTag } from './standing-tag.tsx';

/** Notices that hung on the desk before, for whoever looks something up. */
export function EarlierNotices() {
  const { t } = useTranslation('notices');
  const { query } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const wordsOf = useNoticeWords();
  const posted = useQuery(query.notices.listPosted.queryOptions({ staleTime: 0 }));
  const earlier = (posted.data ?? []).filter(({ standing }) => standing !== 'showing');
  return (
    <section aria-labelledby="notices-earlier">
      <Typography.Title level={2} id="notices-earlier" style={{ fontSize: 16, marginTop: 0 }}>{t('earlier')}</Typography.Title>
      {posted.error && <Alert type="error" showIcon role="alert" title={toText(posted.error)} />}
      <Table<DeskNotice>
        rowKey="id" size="small" loading={posted.isPending} dataSource={earlier} pagination={{ pageSize: 20, hideOnSinglePage: true }} locale={{ emptyText: t('noneEarlier') }}
        expandable={{ expandedRowRender: notice => <p className="notice-words" lang={wordsOf(notice).lang}>{wordsOf(notice).words}</p> }}
        columns={[
          { key: 'urgency', title: t('field.urgency'), width: 110, render: (_, { urgency }) => <NoticeMark urgency={urgency} /> },
          { key: 'title', title: t('field.title'), render: (_, notice) => wordsOf(notice).title },
          { key: 'term', title: t('field.term'), width: 230, render: (_, { fromDate, toDate }) => t('term', { from: fromDate, to: toDate }) },
          { key: 'standing', title: t('field.standing'), width: 120, render: (_, { standing }) => <StandingTag standing={standing} /> },
          { key: 'read', title: t('field.read'), width: 190, render: (_, { readAt }) => (readAt === null ? t('notRead') : `✓ ${times.dayAndClock(readAt)}`) },
        ]}
      />
    </section>
  );
}
