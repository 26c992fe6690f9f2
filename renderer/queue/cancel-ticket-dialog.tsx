import { AutoComplete, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { DialogForm } from './dialog-form.tsx';

interface CancelTicketDialogProps {
  ticket: { id: string; number: string };
  onCancelled(number: string): void;
  onClose(): void;
}

/** Cancels a waiting ticket; the reason is kept with it. */
export function CancelTicketDialog({ ticket, onCancelled, onClose }: CancelTicketDialogProps) {
  const { t } = useTranslation('queue');
  const { client } = useBranch();
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const cancel = useCommand(client.queue.cancel, { onDone: () => onCancelled(ticket.number), onRefused: setRefusal });
  const isMissing = reason.trim() === '';

  function submit() {
    setWasTried(true);
    if (!isMissing) void cancel.run({ ticketId: ticket.id, reason: reason.trim() });
  }

  return (
    <DialogForm
      title={t('cancel.title', { number: ticket.number })} submitText={t('cancel.submit')} backText={t('cancel.back')} isDangerous
      isRunning={cancel.isRunning} errorText={refusal} onSubmit={submit} onClose={onClose}
    >
      <div data-default-focus>
        <Form.Item
          label={t('cancel.reason')} htmlFor="cancel-reason" style={{ marginBottom: 0 }}
          validateStatus={wasTried && isMissing ? 'error' : ''} help={wasTried && isMissing ? t('cancel.reasonMissing') : undefined}
        >
          <AutoComplete
            id="cancel-reason" value={reason} onChange={setReason} maxLength={200} placeholder={t('cancel.reasonHint')}
            options={[t('cancel.left'), t('cancel.double'), t('cancel.wrong')].map(value => ({ value }))} defaultActiveFirstOption={false}
          />
        </Form.Item>
      </div>
    </DialogForm>
  );
}
