import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../shared/sync-state.ts';
import { LineFacts } from './line-facts.tsx';
import { LineSaid } from './line-said.tsx';

/** The line to headquarters for who looks closer, from wherever they are. */
export function SyncDrawer({ state, onClose }: { state: SyncState; onClose(): void }) {
  const { t } = useTranslation('sync');
  return (
    <Drawer open title={t('title')} onClose={onClose} size={520} destroyOnHidden>
      <LineSaid state={state} />
      <LineFacts state={state} />
    </Drawer>
  );
}
