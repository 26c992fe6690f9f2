import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Destruction } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { QuestionDialog } from '../question-dialog.tsx';

/** A proposal is taken back with its reason; its files are free again. */
export function WithdrawDialog({ destruction, onDone, onClose }: { destruction: Destruction; onDone(destruction: Destruction): void; onClose(): void }) {
  const { t } = useTranslation('destruction');
  const { client, query } = useBranch();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const withdraw = useCommand(client.lending.withdrawDestruction, { changes: [query.lending.key(), query.archive.key()], onDone, onRefused: setProblem });

  function submit() {
    if (words.trim() === '') return setProblem(t('withdraw.missing'));
    setProblem(null);
    void withdraw.run({ destructionId: destruction.id, words: words.trim() });
  }

  return (
    <QuestionDialog title={t('withdraw.title', { number: destruction.number })} submitText={t('withdraw.submit')} isRunning={withdraw.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <span>{t('withdraw.text', { count: destruction.files.length })}</span>
      <Form.Item label={t('withdraw.words')} htmlFor="withdraw-words" style={{ margin: 0 }}>
        <Input id="withdraw-words" maxLength={300} autoComplete="off" value={words} onChange={event => setWords(event.target.value)} />
      </Form.Item>
    </QuestionDialog>
  );
}
