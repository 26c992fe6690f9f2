import { Alert, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QuestionDialog } from '../question-dialog.tsx';
import { asTyped } from '../use-file-search.ts';

/** The last question before files are gone for good: whoever confirms writes the proposal's number. */
export function ConfirmDestruction({ number, count, isRunning, onConfirm, onClose }: { number: string; count: number; isRunning: boolean; onConfirm(): void; onClose(): void }) {
  const { t } = useTranslation('destruction');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  function submit() {
    if (asTyped(typed).toUpperCase() !== number) return setProblem(t('confirm.wrong', { number }));
    onConfirm();
  }

  return (
    <QuestionDialog title={t('confirm.title', { count })} submitText={t('confirm.submit', { count })} isDangerous isRunning={isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Alert type="error" showIcon title={t('confirm.text')} />
      <Form.Item label={t('confirm.number', { number })} htmlFor="confirm-number" style={{ margin: 0 }}>
        <Input id="confirm-number" maxLength={20} autoComplete="off" spellCheck={false} value={typed} onChange={event => { setTyped(event.target.value); setProblem(null); }} />
      </Form.Item>
    </QuestionDialog>
  );
}
