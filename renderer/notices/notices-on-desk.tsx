import { Button, Card, Empty, Flex, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskNotice } from '../../shared/notices.ts';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useNoticeWords } from '../components/notice-words.ts';
import { useTimes } from '../hooks/use-times.ts';
import { useDeskNotices } from './use-desk-notices.ts';
import { useMarkRead } from './use-mark-read.ts';

/** The notices that hang on the desk now, whole, each with its receipt. */
export function NoticesOnDesk() {
  const { t } = useTranslation('notices');
  const shown = useDeskNotices();
  if (!shown) return <Skeleton active aria-label={t('reading')} />;
  if (shown.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noneNow')} />;
  return (
    <section aria-labelledby="notices-now">
      <Typography.Title level={2} id="notices-now" style={{ fontSize: 16, marginTop: 0 }}>{t('now')}</Typography.Title>
      <ul className="notice-cards">{shown.map(notice => <li key={notice.id}><DeskNoticeCard notice={notice} /></li>)}</ul>
    </section>
  );
}

function DeskNoticeCard({ notice }: { notice: DeskNotice }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const read = useMarkRead();
  const { title, words, lang } = useNoticeWords()(notice);
  return (
    <Card size="small" title={<Flex gap="small" align="center"><NoticeMark urgency={notice.urgency} /><span lang={lang}>{title}</span></Flex>} extra={t('term', { from: notice.fromDate, to: notice.toDate })}>
      <p className="notice-words" lang={lang}>{words}</p>
      <Flex justify="space-between" align="end" gap="middle">
        <Typography.Text type="secondary" className="notice-quiet">{t(`postedBy.${notice.side}`, { name: notice.postedByName, at: times.dayAndClock(notice.postedAt) })}</Typography.Text>
        {notice.readAt === null
          ? <Button type="primary" aria-label={t('readNamed', { title })} loading={read.isRunning} onClick={() => void read.run({ noticeId: notice.id })}>{t('read')}</Button>
          : <Typography.Text>✓ {t('readAt', { at: times.dayAndClock(notice.readAt) })}</Typography.Text>}
      </Flex>
    </Card>
  );
}
