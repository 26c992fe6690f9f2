import { useTranslation } from 'react-i18next';
import type { NoticeUrgency } from '../../shared/notices.ts';
import './notice-mark.css';

/** Each urgency has a shape of its own, so that green, yellow and red are never all there is. */
const signs: Record<NoticeUrgency, string> = { ordinary: '●', important: '▲', urgent: '◆' };

/** How much a notice matters: shape, word and colour. */
export function NoticeMark({ urgency }: { urgency: NoticeUrgency }) {
  const { t } = useTranslation('notices');
  return <span className="notice-mark" data-urgency={urgency}><span aria-hidden>{signs[urgency]} </span>{t(`urgency.${urgency}`)}</span>;
}
