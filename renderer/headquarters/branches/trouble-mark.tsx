import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TroubleKind } from '../../../shared/console-branches.ts';

/** A shape each, so that colour is never all there is; the first three want somebody now. */
const shapes: Record<TroubleKind, string> = { fenced: '◆', logRewritten: '✕', quarantine: '▲', silent: '○', lagging: '◔', differing: '≠', refused: '↩', logLookedAt: '◎', clockOff: '◷', oldVersion: '↓' };
const grave: readonly TroubleKind[] = ['fenced', 'logRewritten', 'quarantine'];

/** What is wrong with a branch: shape and word. */
export function TroubleMark({ kind }: { kind: TroubleKind }) {
  const { t } = useTranslation('headquarters');
  return <Tag color={grave.includes(kind) ? 'error' : 'warning'} style={{ marginInlineEnd: 4 }}><span aria-hidden>{shapes[kind]} </span>{t(`trouble.${kind}`)}</Tag>;
}
