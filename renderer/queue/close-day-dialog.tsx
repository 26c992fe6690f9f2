import { Alert, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HallView } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { DialogForm } from './dialog-form.tsx';

/** Says what closing the day would end and what still stands in its way, before it is asked for. */
export function CloseDayDialog({ hall, onClosed, onClose }: { hall: HallView; onClosed(expired: number): void; onClose(): void }) {
  const { t } = useTranslation('queue');
  const { client } = useBranch();
  const [refusal, setRefusal] = useState<string | null>(null);
  const closeDay = useCommand(client.queue.closeDay, { onDone: closed => onClosed(closed.expired), onRefused: setRefusal });
  const waiting = hall.services.reduce((sum, each) => sum + each.waiting, 0);
  const inHand = hall.windows.filter(each => each.servingNumber !== null);

  return (
    <DialogForm
      title={t('hall.closeTitle')} submitText={t('hall.closeYes')} backText={t('hall.closeNo')} isDangerous
      isRunning={closeDay.isRunning} errorText={refusal} onSubmit={() => void closeDay.run({})} onClose={onClose}
    >
      <Typography.Text>{t('hall.closeText')}</Typography.Text>
      <Typography.Text strong>{waiting === 0 ? t('hall.closeNothing') : t('hall.closeExpires', { count: waiting })}</Typography.Text>
      <Typography.Text type="secondary">{t('hall.closeOnHold')}</Typography.Text>
      {inHand.length > 0 && (
        <Alert
          type="warning" showIcon title={t('hall.closeHinders')}
          description={<ul style={{ margin: 0, paddingInlineStart: 18 }}>{inHand.map(each => <li key={each.number}>{t('hall.closeHinderAt', { number: each.servingNumber, window: each.number })}</li>)}</ul>}
        />
      )}
    </DialogForm>
  );
}
