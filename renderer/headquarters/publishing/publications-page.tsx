import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Dropdown, Flex, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { preparedKinds, publishedKinds, type ListedPublication, type PublishedKind } from '../../../shared/console-publishing.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { TakenMark } from './taken-mark.tsx';
import '../headquarters.css';

/** What was published, newest first, with how many branches have taken it. */
export function PublicationsPage() {
  const { t } = useTranslation('headquartersPublishing');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const isKeeper = useMay('catalogueKeeper');
  const [kind, setKind] = useState<PublishedKind | null>(null);
  const list = useInfiniteQuery(query.publishing.list.infiniteOptions({
    input: (before: string | null) => ({ kind, before }), initialPageParam: null, getNextPageParam: page => page.hasMore ? page.publications.at(-1)?.id ?? null : null, ...shownLive,
  }));
  const publications = list.data?.pages.flatMap(page => page.publications) ?? [];
  return (
    <Flex vertical gap="small">
      <PageHead title={t('title')} lead={t('lead')}>
        {isKeeper && (
          <Dropdown trigger={['click']} menu={{ items: preparedKinds.map(each => ({ key: each, label: t(`headquarters:kind.${each}`), onClick: () => void navigate({ to: '/publishing/new/$kind', params: { kind: each } }) })) }}>
            <Button type="primary" aria-haspopup="menu">{t('new')} ▾</Button>
          </Dropdown>
        )}
      </PageHead>
      <Select<PublishedKind> aria-label={t('kind')} allowClear placeholder={t('everyKind')} style={{ width: 200 }} value={kind} onChange={value => setKind(value ?? null)} options={publishedKinds.map(value => ({ value, label: t(`headquarters:kind.${value}`) }))} />
      {list.error && !list.data && <Alert type="error" showIcon role="alert" title={toText(list.error)} />}
      <Table<ListedPublication>
        rowKey="id" size="small" pagination={false} dataSource={publications} loading={list.isPending} locale={{ emptyText: <span className="console-empty">{t(isKeeper ? 'empty' : 'emptyReader')}</span> }}
        columns={[
          { key: 'title', title: t('column.title'), render: (_, { id, title }) => <Link to="/publishing/$publicationId" params={{ publicationId: id }}>{title}</Link> },
          { key: 'kind', title: t('kind'), width: 150, render: (_, each) => t(`headquarters:kind.${each.kind}`) },
          { key: 'to', title: t('column.to'), width: 150, render: (_, { branches }) => branches === null ? t('allBranches') : t('someBranches', { count: branches }) },
          { key: 'by', title: t('column.by'), width: 210, render: (_, { publishedByName, publishedAt }) => <>{publishedByName} <Typography.Text type="secondary">{times.dayAndClock(publishedAt)}</Typography.Text></> },
          { key: 'taken', title: t('column.taken'), width: 260, render: (_, each) => <TakenMark publication={each} /> },
        ]}
      />
      {list.hasNextPage && <div><Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('headquarters:more')}</Button></div>}
    </Flex>
  );
}
