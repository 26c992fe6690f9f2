import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { QuestionDialog } from '../question-dialog.tsx';
import { findings, type Finding } from './finding-mark.tsx';

/** What was found of a file that was not simply scanned: explained, missing, its data incomplete, or not checked after all. */
export function FindingDialog({ reviewId, item, onDone, onClose }: { reviewId: string; item: ReviewItem; onDone(item: ReviewItem): void; onClose(): void }) {
  const { t } = useTranslation('reviews');
  const { client } = useBranch();
  const [finding, setFinding] = useState<Finding>(item.finding);
  const [words, setWords] = useState(item.words);
  const [isMissing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const check = useCommand(client.lending.checkItem, { onDone, onRefused: setProblem });
  const number = item.file.archiveNumber;

  function submit() {
    setProblem(null);
    setMissing(finding === 'explained' && words.trim() === '');
    if (finding === 'explained' && words.trim() === '') return document.getElementById('finding-words')?.focus();
    void check.run({ reviewId, archiveNumber: number, finding, words: words.trim() });
  }

  return (
    <QuestionDialog title={t('mark.title', { number })} submitText={t('mark.submit')} isRunning={check.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Radio.Group
        aria-label={t('mark.finding')} value={finding} onChange={event => setFinding(event.target.value as Finding)} style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
        options={findings.map(each => ({ value: each, label: t(`finding.${each}`) }))}
      />
      <Form.Item label={t('mark.words')} htmlFor="finding-words" style={{ margin: 0 }} validateStatus={isMissing ? 'error' : undefined} help={isMissing ? t('mark.wordsMissing') : undefined}>
        <Input id="finding-words" maxLength={300} autoComplete="off" placeholder={t('mark.wordsHint')} value={words} onChange={event => { setWords(event.target.value); setMissing(false); }} />
      </Form.Item>
    </QuestionDialog>
  );
}
