import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReturnPosition, Ticket } from '../../../shared/queue.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { DialogForm } from '../../queue/dialog-form.tsx';
import { ReturnPositionChoice } from '../../queue/return-position-choice.tsx';
import { useQueueWords } from '../../queue/use-queue-words.ts';

export interface TransferTo { toServiceId?: string; toWindowId?: string; position: ReturnPosition; reason: string }

interface TransferDialogProps {
  ticket: Pick<Ticket, 'number' | 'serviceId' | 'windowId'>;
  isRunning: boolean;
  errorText: string | null;
  onSubmit(to: TransferTo): void;
  onClose(): void;
}

/** Hands the ticket to another service or to one window, at a place in its queue that is chosen here. */
export function TransferDialog({ ticket, isRunning, errorText, onSubmit, onClose }: TransferDialogProps) {
  const { t } = useTranslation(['desk', 'queue']);
  const words = useQueueWords();
  const { query } = useBranch();
  const services = useQuery(query.queue.listServices.queryOptions());
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 0 }));
  const [to, setTo] = useState<'service' | 'window'>('service');
  const [serviceId, setServiceId] = useState<string>();
  const [windowId, setWindowId] = useState<string>();
  const [position, setPosition] = useState<ReturnPosition>({ kind: 'original' });
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isMissing = to === 'service' ? serviceId === undefined : windowId === undefined;
  const whatIsMissing = wasTried && isMissing;

  function submit() {
    setWasTried(true);
    if (isMissing) return;
    onSubmit({ ...(to === 'service' ? { toServiceId: serviceId } : { toWindowId: windowId }), position, reason: reason.trim() });
  }

  return (
    <DialogForm title={t('transfer.title', { number: ticket.number })} submitText={t('transfer.submit')} backText={t('transfer.back')} isRunning={isRunning} errorText={errorText} onSubmit={submit} onClose={onClose}>
      <Form.Item label={t('transfer.to')} style={{ marginBottom: 0 }}>
        <Radio.Group value={to} onChange={event => setTo(event.target.value as 'service' | 'window')} aria-label={t('transfer.to')}>
          <Radio value="service">{t('transfer.toService')}</Radio>
          <Radio value="window">{t('transfer.toWindow')}</Radio>
        </Radio.Group>
      </Form.Item>
      <div data-default-focus>
        {to === 'service' ? (
          <Form.Item label={t('transfer.service')} htmlFor="transfer-service" style={{ marginBottom: 0 }} validateStatus={whatIsMissing ? 'error' : ''} help={whatIsMissing ? t('transfer.chooseService') : undefined}>
            <Select
              id="transfer-service" showSearch={{ optionFilterProp: 'label' }} value={serviceId} onChange={setServiceId}
              options={(services.data ?? []).filter(each => each.isActive && each.id !== ticket.serviceId).map(each => ({ value: each.id, label: words.service(each) }))}
            />
          </Form.Item>
        ) : (
          <Form.Item label={t('transfer.window')} htmlFor="transfer-window" style={{ marginBottom: 0 }} validateStatus={whatIsMissing ? 'error' : ''} help={whatIsMissing ? t('transfer.chooseWindow') : undefined}>
            <Select
              id="transfer-window" showSearch={{ optionFilterProp: 'label' }} value={windowId} onChange={setWindowId}
              options={(windows.data ?? []).filter(each => each.isActive && each.id !== ticket.windowId).map(each => ({
                value: each.id, label: `${words.window(each)}（${t(`queue:windowState.${each.state}`)}${each.clerkName === null ? '' : ` ${each.clerkName}`}）`,
              }))}
            />
          </Form.Item>
        )}
      </div>
      <ReturnPositionChoice value={position} onChange={setPosition} />
      <Form.Item label={t('transfer.reason')} htmlFor="transfer-reason" style={{ marginBottom: 0 }}>
        <Input id="transfer-reason" value={reason} onChange={event => setReason(event.target.value)} maxLength={200} placeholder={t('transfer.reasonHint')} />
      </Form.Item>
    </DialogForm>
  );
}
