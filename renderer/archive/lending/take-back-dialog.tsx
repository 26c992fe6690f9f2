import { Flex, Form, Input, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { placeText } from '../file-row.tsx';
import { QuestionDialog } from '../question-dialog.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';
import { useScannerGuard } from './use-scanner.ts';

const conditions = ['good', 'damaged', 'incomplete'] as const;

/** The file is back on the table: pages counted, condition said, and where on the shelf it belongs. */
export function TakeBackDialog({ loan, words, onDone, onClose }: { loan: Loan; words: CatalogueWords; onDone(loan: Loan): void; onClose(): void }) {
  const { t } = useTranslation('lending');
  const { client, query } = useBranch();
  const [condition, setCondition] = useState<(typeof conditions)[number]>('good');
  const [remarks, setRemarks] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const takeBack = useCommand(client.lending.takeBack, { changes: [query.lending.key(), query.archive.key()], onDone, onRefused: setProblem });

  useScannerGuard(() => setProblem(t('takeBack.scanned', { file: loan.file.archiveNumber })));

  function submit() {
    if (condition !== 'good' && remarks.trim() === '') {
      setMissing(true);
      document.getElementById('take-back-words')?.focus();
      return;
    }
    setProblem(null);
    void takeBack.run({ loanId: loan.id, condition, words: remarks.trim() });
  }

  return (
    <QuestionDialog title={t('takeBack.title', { file: loan.file.archiveNumber })} submitText={t('takeBack.submit')} isRunning={takeBack.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      <Flex vertical>
        <span>{t('takeBack.from', { number: loan.number, name: loan.borrowerName, unit: loan.borrowerUnit })}</span>
        <Typography.Text strong>{t('takeBack.count', { pages: loan.file.pages, place: placeText(loan.file, words) || t('archive:row.noPlace') })}</Typography.Text>
      </Flex>
      <Form.Item label={t('takeBack.condition')} style={{ margin: 0 }}>
        <Radio.Group
          aria-label={t('takeBack.condition')} value={condition} onChange={event => { setCondition(event.target.value as typeof condition); setMissing(false); }}
          options={conditions.map(each => ({ value: each, label: t(`condition.${each}`) }))}
        />
      </Form.Item>
      <Form.Item
        label={condition === 'good' ? t('takeBack.remarks') : t('takeBack.whatIsWrong')} htmlFor="take-back-words" style={{ margin: 0 }}
        validateStatus={isMissing ? 'error' : undefined} help={isMissing ? t('takeBack.wordsMissing') : undefined}
      >
        <Input id="take-back-words" maxLength={300} autoComplete="off" value={remarks} onChange={event => { setRemarks(event.target.value); setMissing(false); }} />
      </Form.Item>
    </QuestionDialog>
  );
}
