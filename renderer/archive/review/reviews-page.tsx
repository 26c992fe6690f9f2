import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Form, Progress, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewSheet } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useCatalogue } from '../use-catalogue.ts';
import './review.css';

/** Quarterly review 季度核定: the worksheets, one for a shelf and quarter, and starting one. */
export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const { client, query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const words = useCatalogue();
  const roles = useSession()?.staff?.roles ?? [];
  const keeps = roles.includes('archivist') || roles.includes('manager');
  const [shelfId, setShelfId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const list = useQuery(query.lending.reviews.queryOptions({ staleTime: 0 }));
  const open = (reviewId: string) => void navigate({ to: '/archive/reviews/$reviewId', params: { reviewId } });
  const start = useCommand(client.lending.startReview, { changes: [query.lending.key()], onDone: ({ id }) => open(id), onRefused: setProblem });

  function submit() {
    setProblem(null);
    if (shelfId === null) return setProblem(t('start.shelfMissing'));
    void start.run({ shelfId });
  }

  return (
    <Flex vertical gap="small" className="review-page">
      <PageHead title={t('title')} lead={t('lead')} />
      {keeps && (
        <Form layout="inline" requiredMark={false} onFinish={submit} aria-label={t('start.title')}>
          <Form.Item label={t('start.shelf')} htmlFor="review-shelf">
            <Select
              id="review-shelf" showSearch optionFilterProp="label" placeholder={t('start.shelfHint')} style={{ width: 300 }} value={shelfId} onChange={id => { setShelfId(id); setProblem(null); }}
              options={words.catalogue?.shelves.filter(({ isActive }) => isActive).map(({ id, code, room }) => ({ value: id, label: `${code} · ${room}` })) ?? []}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" aria-busy={start.isRunning} disabled={start.isRunning}>{t('start.submit')}</Button>
        </Form>
      )}
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} />}
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('again')}</Button>} />}
      <Table<ReviewSheet>
        rowKey="id" size="small" dataSource={list.data ?? []} loading={list.isPending} pagination={(list.data?.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: <span style={{ whiteSpace: 'pre-line' }}>{t(keeps ? 'empty' : 'emptyReader')}</span> }}
        columns={[
          { key: 'quarter', title: t('column.quarter'), width: 110, render: (_, { id, quarter, shelfId: of }) => <Link to="/archive/reviews/$reviewId" params={{ reviewId: id }} className="review-number" aria-label={t('sheet.heading', { quarter, shelf: words.shelfCode(of) })}>{quarter}</Link> },
          { key: 'shelf', title: t('column.shelf'), width: 220, render: (_, { shelfId: of }) => `${words.shelfCode(of)} · ${words.shelfRoom(of)}` },
          { key: 'progress', title: t('column.progress'), width: 220, render: (_, sheet) => <SheetProgress sheet={sheet} /> },
          { key: 'missing', title: t('column.missing'), width: 100, align: 'end', render: (_, { missing }) => (missing > 0 ? <Typography.Text type="danger">▲ {missing}</Typography.Text> : <span className="review-number">0</span>) },
          { key: 'signed', title: t('column.signed'), render: (_, { signed }) => (signed ? t('signed.by', { at: times.dayAndClock(signed.at), counter: signed.counterName, checker: signed.checkerName }) : <Tag variant="outlined" className="review-mark">◷ {t('signed.no')}</Tag>) },
          { key: 'started', title: t('column.started'), width: 190, render: (_, { startedByName, startedAt }) => <>{startedByName}<br /><Typography.Text type="secondary">{times.dayAndClock(startedAt)}</Typography.Text></> },
        ]}
      />
      <Typography.Text type="secondary">{t('rule')}</Typography.Text>
    </Flex>
  );
}

/** How many files of the shelf are done, as a bar and in figures. */
export function SheetProgress({ sheet: { total, unchecked } }: { sheet: ReviewSheet }) {
  const { t } = useTranslation('reviews');
  const done = total - unchecked;
  return <Progress size="small" percent={total === 0 ? 100 : Math.floor(done * 100 / total)} format={() => `${done} / ${total}`} aria-label={t('progress', { done, total })} strokeColor="#1f4fa3" />;
}
