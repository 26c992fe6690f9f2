import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Radio, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakGlassLook } from '../../../shared/looks.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { ReviewDialog } from './review-dialog.tsx';

/** Break-glass looks 紧急查阅: those without a review first, judged by somebody other than who looked. */
export function BreakGlassPage() {
  const { t } = useTranslation('breakGlass');
  const { query } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const own = useSession()?.staff?.name;
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [reviewed, setReviewed] = useState<BreakGlassLook | null>(null);
  const [said, setSaid] = useState('');
  const list = useQuery(query.looks.breakGlassLooks.queryOptions({ input: { which }, staleTime: 0, refetchInterval: 60_000 }));

  return (
    <Flex vertical gap="small" style={{ padding: '16px 24px' }}>
      <PageHead title={t('title')} lead={t('lead')} />
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      <Radio.Group aria-label={t('list.label')} optionType="button" value={which} onChange={event => setWhich(event.target.value as 'open' | 'all')} options={(['open', 'all'] as const).map(value => ({ value, label: t(`list.${value}`) }))} />
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('again')}</Button>} />}
      <Table<BreakGlassLook>
        rowKey="lookId" size="small" dataSource={list.data ?? []} loading={list.isPending} pagination={(list.data?.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: <span style={{ whiteSpace: 'pre-line' }}>{t(`empty.${which}`)}</span> }}
        columns={[
          { key: 'opened', title: t('column.opened'), width: 180, render: (_, { openedAt, logSeq }) => <>{times.dayAndClock(openedAt)}<br /><Typography.Text type="secondary">{t('logSeq', { seq: logSeq })}</Typography.Text></> },
          { title: t('column.staff'), dataIndex: 'staffName', width: 110 },
          { title: t('column.file'), dataIndex: 'archiveNumber', width: 170 },
          { title: t('column.reason'), dataIndex: 'reason' },
          { key: 'due', title: t('column.due'), width: 170, render: (_, each) => <DueOrReview look={each} /> },
          {
            key: 'do', title: t('column.do'), width: 110,
            render: (_, each) => {
              if (each.review) return null;
              return each.staffName === own ? <Typography.Text type="secondary">{t('ownLook')}</Typography.Text> : <Button size="small" aria-label={t('reviewOf', { number: each.archiveNumber })} onClick={() => setReviewed(each)}>{t('review')}</Button>;
            },
          },
        ]}
      />
      <Typography.Text type="secondary">{t('rule')}</Typography.Text>
      {reviewed && <ReviewDialog look={reviewed} onDone={look => { setReviewed(null); setSaid(t('done', { number: look.archiveNumber })); }} onClose={() => setReviewed(null)} />}
    </Flex>
  );
}

/** Until when it is to be judged, or the judgement: shapes and words, never colour alone. */
function DueOrReview({ look: { review, reviewDueOn, isOverdue, isProvisional } }: { look: BreakGlassLook }) {
  const { t } = useTranslation('breakGlass');
  const times = useTimes();
  if (review) {
    return (
      <>
        <Tag color={review.isJustified ? undefined : 'error'} variant={review.isJustified ? 'outlined' : 'filled'}><span aria-hidden>{review.isJustified ? '✓ ' : '✕ '}</span>{t(review.isJustified ? 'justified' : 'notJustified')}</Tag>
        <br /><Typography.Text type="secondary">{review.byName} {times.dayAndClock(review.at)}<br />{review.words}</Typography.Text>
      </>
    );
  }
  return <>{isOverdue && <Tag color="error">▲ {t('overdue')}</Tag>}<span style={{ whiteSpace: 'nowrap' }}>{reviewDueOn}{isProvisional ? t('provisional') : ''}</span></>;
}
