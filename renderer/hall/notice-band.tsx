import type { ShownNotice } from '../../shared/notices.ts';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useNoticeWords } from '../components/notice-words.ts';
import { pageInTurn, pagesOf } from './notice-pages.ts';

/** Long enough to read two lines from the last row of chairs. */
const TURN_MS = 12_000;

/** One notice at a time at the foot of the display, in its colour with its word; several take turns. */
export function NoticeBand({ notices, now }: { notices: readonly ShownNotice[]; now: number }) {
  const wordsOf = useNoticeWords();
  const shown = pageInTurn(notices.map(notice => ({ ...notice, pages: pagesOf(wordsOf(notice).words) })), Math.floor(now / TURN_MS));
  if (!shown) return null;
  const { title, lang } = wordsOf(shown.notice);
  return (
    <section className="hall-notice" data-urgency={shown.notice.urgency} lang={lang}>
      <NoticeMark urgency={shown.notice.urgency} />
      <b>{title}</b>
      <span>{shown.words}</span>
    </section>
  );
}
