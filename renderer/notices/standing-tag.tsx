import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NoticeStanding } from '../../shared/notices.ts';

const looks: Record<NoticeStanding, { sign: string; color?: string }> = {
  draft: { sign: '○' }, scheduled: { sign: '◔' }, showing: { sign: '●', color: 'success' }, ended: { sign: '✓' }, withdrawn: { sign: '✕', color: 'warning' },
};

/** Where a notice stands: shape and word. */
export function StandingTag({ standing }: { standing: NoticeStanding }) {
  const { t } = useTranslation('notices');
  const { sign, color } = looks[standing];
  return <Tag variant="outlined" color={color}>{sign} {t(`standing.${standing}`)}</Tag>;
}
