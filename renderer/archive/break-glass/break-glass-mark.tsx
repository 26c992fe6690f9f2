import { Link } from '@tanstack/react-router';
import { theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useLive } from '../../hooks/use-live.ts';

/** Break-glass looks that wait for their review, said in the top line of whoever reviews, from the moment the glass broke. */
export function BreakGlassMark() {
  const roles = useSession()?.staff?.roles ?? [];
  return roles.includes('manager') || roles.includes('auditor') ? <Mark /> : null;
}

function Mark() {
  const { t } = useTranslation('breakGlass');
  const { query } = useBranch();
  const { token } = theme.useToken();
  const { picture } = useLive(query.looks.watchBreakGlass.experimental_liveOptions());
  if (!picture || picture.open === 0) return null;
  const { open, overdue } = picture;
  return (
    <Link to="/archive/break-glass" style={{ color: overdue > 0 ? token.colorErrorText : token.colorText, lineHeight: 'normal', whiteSpace: 'nowrap' }}>
      {overdue > 0 ? '▲ ' : '◆ '}{overdue > 0 ? t('mark.overdue', { count: open, overdue }) : t('mark.open', { count: open })}
    </Link>
  );
}
