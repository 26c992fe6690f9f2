import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownNotice } from '../../shared/notices.ts';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useNoticeWords } from '../components/notice-words.ts';

/** What the hall wants its customers to know before they choose, the most urgent first. */
export function NoticeCard({ notices }: { notices: readonly ShownNotice[] }) {
  const { t } = useTranslation('kiosk');
  const wordsOf = useNoticeWords();
  const [turn, setTurn] = useState(0);
  const notice = notices[turn % Math.max(1, notices.length)];
  if (!notice) return null;
  const { title, words, lang } = wordsOf(notice);
  return (
    <section className="kiosk-notice" data-urgency={notice.urgency} aria-label={t('notice')}>
      <div lang={lang}>
        <h2><NoticeMark urgency={notice.urgency} /> {title}</h2>
        <p>{words}</p>
      </div>
      {notices.length > 1 && <Button size="large" onClick={() => setTurn(shown => (shown + 1) % notices.length)}>{t('nextNotice', { at: (turn % notices.length) + 1, count: notices.length })}</Button>}
    </section>
  );
}
