import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useRefusalWords } from '../refusal-words.ts';

type Open = BranchStory['directives']['open'][number];

/** Directives the branch has not taken, and those it could not take, with why. */
export function OpenDirectives({ story }: { story: BranchStory }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const refusalWords = useRefusalWords();
  return (
    <Table<Open>
      rowKey="number" size="small" pagination={{ pageSize: 20, hideOnSinglePage: true }} dataSource={story.directives.open} locale={{ emptyText: t('directives.empty', { count: story.directives.last }) }}
      columns={[
        { key: 'number', title: '#', dataIndex: 'number', width: 70, className: 'console-number' },
        { key: 'kind', title: t('directives.what'), render: (_, { kind, title }) => <>{t(`kind.${kind}`)}{title !== null && <Typography.Text type="secondary"> {title}</Typography.Text>}</> },
        { key: 'by', title: t('directives.by'), width: 220, render: (_, { publishedByName, publishedAt }) => `${publishedByName} ${times.dayAndClock(publishedAt)}` },
        { key: 'outcome', title: t('column.state'), render: (_, { outcome, code }) => outcome === 'refused' ? <Typography.Text type="danger">✕ {t('directives.refused', { why: refusalWords(code) })}</Typography.Text> : `○ ${t('directives.waits')}` },
      ]}
    />
  );
}
