import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../../queue/dialog-form.tsx';

interface HoldDialogProps {
  number: string;
  isRunning: boolean;
  errorText: string | null;
  onSubmit(reason: string): void;
  onClose(): void;
}

const usualReasons = ['documents', 'payment', 'form'] as const;

/** Why the customer steps aside. The first usual reason is chosen already: Enter is enough. */
export function HoldDialog({ number, isRunning, errorText, onSubmit, onClose }: HoldDialogProps) {
  const { t } = useTranslation('desk');
  const [usual, setUsual] = useState<string>('documents');
  const [other, setOther] = useState('');
  const reason = other.trim() === '' ? t(`hold.${usual as (typeof usualReasons)[number]}`) : other.trim();

  return (
    <DialogForm title={t('hold.title', { number })} submitText={t('hold.submit')} backText={t('hold.back')} isRunning={isRunning} errorText={errorText} onSubmit={() => onSubmit(reason)} onClose={onClose}>
      <Form.Item label={t('hold.pickOne')} style={{ marginBottom: 0 }}>
        <Radio.Group value={other.trim() === '' ? usual : null} onChange={event => { setUsual(event.target.value as string); setOther(''); }} aria-label={t('hold.pickOne')}>
          {usualReasons.map(each => <Radio key={each} value={each}>{t(`hold.${each}`)}</Radio>)}
        </Radio.Group>
      </Form.Item>
      <Form.Item label={t('hold.reason')} htmlFor="hold-reason" extra={t('hold.text')} style={{ marginBottom: 0 }}>
        <Input id="hold-reason" value={other} onChange={event => setOther(event.target.value)} maxLength={200} placeholder={t('hold.reasonHint')} />
      </Form.Item>
    </DialogForm>
  );
}
