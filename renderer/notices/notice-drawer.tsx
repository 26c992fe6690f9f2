import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions, Drawer, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import type { ListedNotice } from './notice-ledger.tsx';
import { StandingTag } from './standing-tag.tsx';

/** One notice whole, in both languages, with its history and its receipts. */
export function NoticeDrawer({ notice, onClose }: { notice: ListedNotice; onClose(): void }) {
  const { t } = useTranslation('notices');
  const times = useTimes();
  const { titleZh, wordsZh, titleEn, wordsEn, postedAt, withdrawnAt } = notice;
  const items = [
    { key: 'side', label: t('field.side'), children: t(`side.${notice.side}`) },
    { key: 'places', label: t('field.places'), children: notice.places.map(place => t(`place.${place}`)).join(t('separator')) },
    { key: 'term', label: t('field.term'), children: t('term', { from: notice.fromDate, to: notice.toDate }) },
    { key: 'written', label: t('field.writtenBy'), children: notice.writtenByName },
    ...(postedAt === null ? [] : [{ key: 'posted', label: t('field.postedBy'), children: t('byAt', { name: notice.postedByName ?? '', at: times.dayAndClock(postedAt) }) }]),
    ...(withdrawnAt === null ? [] : [{ key: 'withdrawn', label: t('field.withdrawnBy'), children: <>{t('byAt', { name: notice.withdrawnByName ?? '', at: times.dayAndClock(withdrawnAt) })}<br />{notice.withdrawnReason}</> }]),
  ];
  return (
    <Drawer open size={520} onClose={onClose} title={<Flex gap="small" align="center"><NoticeMark urgency={notice.urgency} />{t('title')}<StandingTag standing={notice.standing} /></Flex>}>
      <Typography.Title level={3} lang="zh-CN" style={{ fontSize: 16, marginTop: 0 }}>{titleZh}</Typography.Title>
      <p className="notice-words" lang="zh-CN">{wordsZh}</p>
      {(titleEn !== '' || wordsEn !== '') && <div lang="en"><Typography.Title level={3} style={{ fontSize: 16 }}>{titleEn}</Typography.Title><p className="notice-words">{wordsEn}</p></div>}
      <Descriptions column={1} size="small" style={{ marginTop: 16 }} items={items} />
      {postedAt !== null && notice.places.includes('desk') && <Receipts noticeId={notice.id} />}
    </Drawer>
  );
}

function Receipts({ noticeId }: { noticeId: string }) {
  const { t } = useTranslation('notices');
  const { t: roleWords } = useTranslation('errors');
  const { query } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const receipts = useQuery(query.notices.receipts.queryOptions({ input: { noticeId }, staleTime: 0, refetchInterval: 15_000 }));
  if (receipts.error) return <Alert type="error" showIcon role="alert" title={toText(receipts.error)} />;
  if (!receipts.data) return null;
  const { read, unread } = receipts.data;
  return (
    <>
      <Typography.Title level={3} style={{ fontSize: 16 }}>{t('unreadBy', { count: unread.length })}</Typography.Title>
      {unread.length === 0 ? <p>{t('allRead')}</p> : <ul>{unread.map(({ staffName, roles }) => <li key={staffName}>{staffName} <Typography.Text type="secondary">{roles.map(role => roleWords(`word.role.${role}`)).join(roleWords('listSeparator'))}</Typography.Text></li>)}</ul>}
      <Typography.Title level={3} style={{ fontSize: 16 }}>{t('readBy', { count: read.length })}</Typography.Title>
      {read.length === 0 ? <p>{t('noneRead')}</p> : <ul>{read.map(({ staffName, readAt }) => <li key={`${staffName}${readAt}`}>{staffName} <Typography.Text type="secondary">{times.dayAndClock(readAt)}</Typography.Text></li>)}</ul>}
    </>
  );
}
