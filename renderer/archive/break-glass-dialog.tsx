import { Alert, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedLook } from '../../shared/looks.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { QuestionDialog } from './question-dialog.tsx';

/** The manager opens at once. The reason is kept with it, and others judge it within two working days. */
export function BreakGlassDialog({ fileId, archiveNumber, onOpened, onClose }: { fileId: string; archiveNumber: string; onOpened(look: OpenedLook): void; onClose(): void }) {
  const { t } = useTranslation('archive');
  const { client } = useBranch();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const breakGlass = useAction(client.looks.breakGlass, { onDone: onOpened, onRefused: setProblem });

  function submit() {
    if (reason.trim() === '') return setProblem(t('breakGlass.reasonMissing'));
    setProblem(null);
    void breakGlass.run({ fileId, reason: reason.trim() });
  }

  return (
    <QuestionDialog title={t('breakGlass.title', { number: archiveNumber })} submitText={t('breakGlass.submit')} isDangerous isRunning={breakGlass.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Alert type="error" showIcon title={t('breakGlass.warning')} description={t('breakGlass.consequences')} />
      <Form.Item label={t('breakGlass.reason')} htmlFor="break-glass-reason" style={{ margin: 0 }}>
        <Input.TextArea id="break-glass-reason" rows={3} maxLength={300} showCount value={reason} placeholder={t('breakGlass.reasonHint')} onChange={event => setReason(event.target.value)} />
      </Form.Item>
    </QuestionDialog>
  );
}
