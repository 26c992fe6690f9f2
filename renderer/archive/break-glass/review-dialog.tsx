import { Form, Input, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakGlassLook } from '../../../shared/looks.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { QuestionDialog } from '../question-dialog.tsx';

/** The judgement of a break-glass look: justified or not, and in what words. It is an entry of the log and stays. */
export function ReviewDialog({ look, onDone, onClose }: { look: BreakGlassLook; onDone(look: BreakGlassLook): void; onClose(): void }) {
  const { t } = useTranslation('breakGlass');
  const { client, query } = useBranch();
  const [isJustified, setJustified] = useState<boolean | null>(null);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState<'choice' | 'words' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const review = useCommand(client.looks.reviewBreakGlass, { changes: [query.looks.key()], onDone, onRefused: setProblem });

  function submit() {
    setProblem(null);
    const lacks = isJustified === null ? 'choice' : words.trim() === '' ? 'words' : null;
    setMissing(lacks);
    if (lacks !== null) return document.getElementById(lacks === 'choice' ? 'break-glass-justified' : 'break-glass-words')?.focus();
    void review.run({ lookId: look.lookId, isJustified: isJustified === true, words: words.trim() });
  }

  return (
    <QuestionDialog title={t('dialog.title', { number: look.archiveNumber })} submitText={t('dialog.submit')} isRunning={review.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Typography.Text>{t('dialog.said', { name: look.staffName, reason: look.reason })}</Typography.Text>
      <Form.Item label={t('dialog.choice')} style={{ margin: 0 }} validateStatus={missing === 'choice' ? 'error' : undefined} help={missing === 'choice' ? t('dialog.choiceMissing') : undefined}>
        <Radio.Group aria-label={t('dialog.choice')} value={isJustified} onChange={event => { setJustified(event.target.value as boolean); setMissing(null); }}>
          <Radio id="break-glass-justified" value>{t('justified')}</Radio>
          <Radio value={false}>{t('notJustified')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item label={t('dialog.words')} htmlFor="break-glass-words" style={{ margin: 0 }} validateStatus={missing === 'words' ? 'error' : undefined} help={missing === 'words' ? t('dialog.wordsMissing') : undefined}>
        <Input.TextArea id="break-glass-words" maxLength={500} rows={3} value={words} onChange={event => { setWords(event.target.value); setMissing(null); }} />
      </Form.Item>
    </QuestionDialog>
  );
}
