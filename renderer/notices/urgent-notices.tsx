import { Button, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useNoticeWords } from '../components/notice-words.ts';
import { useAltShortcut } from '../hooks/use-shortcut.ts';
import './notices.css';
import { useDeskNotices } from './use-desk-notices.ts';
import { useMarkRead } from './use-mark-read.ts';

/**
 * Urgent notices this person has not read, one after the other at the foot of the page until each is confirmed. It covers
 * nothing, and it does not open while a customer stands at the window (`isHeldBack`): then only the top line says that one has
 * come. Once open it stays.
 */
export function UrgentNotices({ isHeldBack }: { isHeldBack: boolean }) {
  const { t } = useTranslation('notices');
  const wordsOf = useNoticeWords();
  const read = useMarkRead();
  const urgent = (useDeskNotices() ?? []).filter(({ urgency, readAt }) => urgency === 'urgent' && readAt === null);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const notice = urgent.find(({ id }) => id === openedId) ?? (isHeldBack ? undefined : urgent[0]);
  const noticeId = notice?.id ?? null;
  useEffect(() => { setOpenedId(noticeId); }, [noticeId]);
  const confirm = () => { if (noticeId !== null) void read.run({ noticeId }); };
  useAltShortcut('R', confirm, noticeId === null);

  if (!notice) return null;
  const { title, words, lang } = wordsOf(notice);
  return (
    <section className="notice-urgent" aria-label={t('urgentTitle')}>
      <NoticeMark urgency="urgent" />
      <div role="alert" lang={lang} className="notice-urgent-words"><strong>{title}</strong> {words}</div>
      <Flex vertical align="end" gap={4}>
        <Button type="primary" danger aria-keyshortcuts="Alt+R" loading={read.isRunning} onClick={confirm}>{t('read')} <kbd aria-hidden>Alt+R</kbd></Button>
        {urgent.length > 1 && <small>{t('urgentMore', { count: urgent.length - 1 })}</small>}
      </Flex>
    </section>
  );
}
