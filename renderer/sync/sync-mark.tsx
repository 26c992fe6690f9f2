import { CloudOutlined, CloudSyncOutlined, DisconnectOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranchNow } from '../hooks/branch-now.ts';
import { lineStandingOf, type LineStanding } from './line-standing.ts';
import { SyncDrawer } from './sync-drawer.tsx';
import { useLineWords } from './use-line-words.ts';
import { useSyncState } from './use-sync-state.ts';

const icons: Record<LineStanding, typeof CloudOutlined> = { notEnrolled: CloudOutlined, complete: CloudOutlined, waiting: CloudSyncOutlined, away: DisconnectOutlined, stopped: WarningOutlined };

/** What headquarters has of this branch, in the top line: quiet while all is well, a press tells more. A branch without headquarters sees nothing. */
export function SyncMark() {
  const { t } = useTranslation('sync');
  const { token } = theme.useToken();
  const state = useSyncState();
  const now = useBranchNow(state?.asOf, 15_000);
  const words = useLineWords();
  const [isOpen, setOpen] = useState(false);
  if (!state || state.headquartersName === null) return null;
  const standing = lineStandingOf(state, now);
  const Icon = icons[standing];
  const color = standing === 'stopped' ? token.colorErrorText : standing === 'away' ? token.colorWarningText : token.colorTextSecondary;
  const text = words.short(standing, state, now);
  return (
    <>
      <Button
        type="text" size="small" aria-haspopup="dialog" aria-label={t('open', { text })} title={words.sentence(state, now)} onClick={() => setOpen(true)}
        icon={<Icon aria-hidden />} style={{ color, flex: '0 1 auto', minWidth: 60, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        {text}
      </Button>
      {isOpen && <SyncDrawer state={state} onClose={() => setOpen(false)} />}
    </>
  );
}
