import { Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceWindow } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { DialogForm } from './dialog-form.tsx';

/** The manager frees a window whose clerk is gone. */
export function ReleaseWindowDialog({ window, onReleased, onClose }: { window: ServiceWindow; onReleased(number: number): void; onClose(): void }) {
  const { t } = useTranslation('queue');
  const { client, query } = useBranch();
  const [refusal, setRefusal] = useState<string | null>(null);
  const release = useCommand(client.queue.releaseWindow, { changes: [query.queue.listWindows.key()], onDone: () => onReleased(window.number), onRefused: setRefusal });
  return (
    <DialogForm
      title={t('hall.releaseTitle', { number: window.number })} submitText={t('hall.releaseYes')} backText={t('hall.releaseNo')}
      isRunning={release.isRunning} errorText={refusal} onSubmit={() => void release.run({ windowId: window.id })} onClose={onClose}
    >
      <Typography.Text>{t('hall.releaseText', { clerk: window.clerkName ?? '' })}</Typography.Text>
    </DialogForm>
  );
}
