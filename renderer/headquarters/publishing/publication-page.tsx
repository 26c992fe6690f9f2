import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Taker } from '../../../shared/console-publishing.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useRefusalWords } from '../refusal-words.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { Difference } from './difference.tsx';
import { TakenMark } from './taken-mark.tsx';
import '../headquarters.css';

/** One publication: what it changed, who has taken it, who could not and why. */
export function PublicationPage() {
  const { publicationId = '' } = useParams({ strict: false });
  const { t } = useTranslation('headquartersPublishing');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const refusalWords = useRefusalWords();
  const found = useQuery(query.publishing.one.queryOptions({ input: { publicationId }, ...shownLive }));
  const back = <Button onClick={() => void navigate({ to: '/publishing' })}>{t('headquarters:back')}</Button>;
  if (!found.data) return <><PageHead title={t('headquarters:page.publication')} lead="">{back}</PageHead>{found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('headquarters:loading')} />}</>;
  const { title, kind, publishedAt, publishedByName, branches, items, takers } = found.data;
  return (
    <Flex vertical gap="small">
      <PageHead title={title} lead={t('publishedLead', { kind: t(`headquarters:kind.${kind}`), name: publishedByName, at: times.dayAndClock(publishedAt), to: branches === null ? t('allBranches') : t('someBranches', { count: branches }) })}>{back}</PageHead>
      <TakenMark publication={found.data} />
      <Table<Taker>
        rowKey="branchId" size="small" dataSource={takers} pagination={{ pageSize: 20, hideOnSinglePage: true }} locale={{ emptyText: t('noTakers') }}
        columns={[
          { key: 'branch', title: t('headquarters:branch'), width: 260, render: (_, { branchId, branchName }) => <Link to="/branches/$branchId" params={{ branchId }}>{branchName}</Link> },
          {
            key: 'outcome', title: t('column.taken'),
            render: (_, { outcome, code }) => outcome === 'refused' ? <Typography.Text type="danger">✕ {t('headquarters:directives.refused', { why: refusalWords(code) })}</Typography.Text> : outcome === 'taken' ? `● ${t('isTaken')}` : `○ ${t('headquarters:directives.waits')}`,
          },
          { key: 'at', title: t('column.at'), width: 180, render: (_, { takenAt }) => takenAt === null ? '' : times.dayAndClock(takenAt) },
        ]}
      />
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t('difference.title')}</Typography.Title>
      <Difference items={items} unchanged={null} />
    </Flex>
  );
}
