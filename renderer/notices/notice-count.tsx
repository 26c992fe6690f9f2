import { NotificationOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useDeskNotices } from './use-desk-notices.ts';

/** How many notices this person has not read, in the top line; nothing pops up and nothing moves below. */
export function NoticeCount() {
  const { t } = useTranslation('notices');
  const unread = (useDeskNotices() ?? []).filter(({ readAt }) => readAt === null);
  if (unread.length === 0) return null;
  const isUrgent = unread.some(({ urgency }) => urgency === 'urgent');
  return (
    <Link to="/notices" style={{ lineHeight: 'normal', whiteSpace: 'nowrap' }}>
      {isUrgent ? <NoticeMark urgency="urgent" /> : <NotificationOutlined aria-hidden />} {t('unread', { count: unread.length })}
    </Link>
  );
}
