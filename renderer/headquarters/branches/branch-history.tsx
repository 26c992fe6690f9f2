import { Flex, Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { useTimes } from '../../hooks/use-times.ts';

type Epoch = BranchStory['epochs'][number];
type Batch = BranchStory['batches'][number];
type Fork = BranchStory['forks'][number];

/** The lives of the branch's database, the newest batches, second histories, files. */
export function BranchHistory({ story }: { story: BranchStory }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const heading = (text: string) => <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{text}</Typography.Title>;
  return (
    <Flex vertical gap="small">
      {heading(t('epochs.title'))}
      <Table<Epoch>
        rowKey="epoch" size="small" pagination={false} dataSource={story.epochs}
        columns={[
          { key: 'epoch', title: t('epochs.epoch'), width: 130, className: 'console-number', render: (_, { epoch }) => <>{epoch}{epoch === story.epoch && <Tag style={{ marginInlineStart: 8 }}>{t('epochs.present')}</Tag>}</> },
          { key: 'why', title: t('epochs.began'), render: (_, { why, beganAt }) => t('epochs.beganAs', { why: t(`epochWhy.${why}`), at: times.dayAndClock(beganAt) }) },
          { key: 'received', title: t('epochs.received'), width: 130, className: 'console-number', dataIndex: 'receivedSeq' },
          { key: 'durable', title: t('epochs.durable'), width: 130, className: 'console-number', dataIndex: 'durableSeq' },
          { key: 'projected', title: t('epochs.projected'), width: 130, className: 'console-number', dataIndex: 'projectedSeq' },
          { key: 'at', title: t('epochs.lastReceived'), width: 150, render: (_, { receivedAt }) => receivedAt === null ? '' : times.dayAndClock(receivedAt) },
          { key: 'fenced', title: t('trouble.fenced'), render: (_, { fencedAt, fencedWhy }) => fencedAt === null ? '' : <Typography.Text type="danger">◆ {times.dayAndClock(fencedAt)} {t(`fencedWhy.${fencedWhy}`)}</Typography.Text> },
        ]}
      />
      {story.forks.length > 0 && (
        <>
          {heading(t('forks.title'))}
          <Typography.Text type="secondary">{t('forks.lead')}</Typography.Text>
          <Table<Fork>
            rowKey="sha256" size="small" pagination={false} dataSource={story.forks}
            columns={[
              { key: 'at', title: t('forks.at'), width: 150, render: (_, { at }) => times.dayAndClock(at) },
              { key: 'changes', title: t('forks.changes'), width: 220, className: 'console-number', render: (_, { epoch, firstSeq, lastSeq }) => t('changesOf', { epoch, first: firstSeq, last: lastSeq }) },
              { key: 'sha256', title: 'SHA-256', render: (_, { sha256 }) => <span className="console-hash">{sha256}</span> },
            ]}
          />
        </>
      )}
      {heading(t('batches.title'))}
      <Table<Batch>
        rowKey={({ epoch, firstSeq }) => `${epoch}/${firstSeq}`} size="small" pagination={false} dataSource={story.batches} locale={{ emptyText: t('batches.empty') }}
        columns={[
          { key: 'changes', title: t('forks.changes'), className: 'console-number', render: (_, { epoch, firstSeq, lastSeq }) => t('changesOf', { epoch, first: firstSeq, last: lastSeq }) },
          { key: 'size', title: t('batches.size'), width: 110, className: 'console-number', render: (_, { byteCount }) => t('kilobytes', { count: Math.ceil(byteCount / 1024) }) },
          { key: 'received', title: t('batches.received'), width: 170, render: (_, { receivedAt }) => times.dayAndClock(receivedAt) },
          { key: 'archived', title: t('batches.archived'), width: 170, render: (_, { archivedAt }) => archivedAt === null ? t('batches.notYet') : times.dayAndClock(archivedAt) },
        ]}
      />
      {heading(t('files.title'))}
      <span>{story.files.count === 0 ? t('files.none') : t('files.some', { count: story.files.count, megabytes: Math.ceil(story.files.byteCount / 1024 / 1024), at: times.dayAndClock(story.files.newestAt ?? 0) })}</span>
    </Flex>
  );
}
