import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { QuestionDialog } from '../question-dialog.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';
import { DueField } from './due-field.tsx';
import { useBusinessDate } from './use-business-date.ts';

/** A new due day for a loan that is not back yet, counted from today, with the reason. */
export function RenewDialog({ loan, words, onDone, onClose }: { loan: Loan; words: CatalogueWords; onDone(loan: Loan): void; onClose(): void }) {
  const { t } = useTranslation('lending');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const today = useBusinessDate();
  const proposed = useQuery(query.lending.proposeDue.queryOptions({ input: { fileId: loan.file.id }, staleTime: 0, gcTime: 0 }));
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const renew = useCommand(client.lending.renew, { changes: [query.lending.key()], onDone, onRefused: setProblem });
  const day = dueOn ?? proposed.data?.dueOn ?? '';

  function submit() {
    if (reason.trim() === '' || day === '') return setProblem(t('renew.missing'));
    setProblem(null);
    void renew.run({ loanId: loan.id, dueOn: day, reason: reason.trim() });
  }

  return (
    <QuestionDialog title={t('renew.title', { number: loan.number })} submitText={t('renew.submit')} isRunning={renew.isRunning || proposed.isPending} errorText={problem} onSubmit={submit} onClose={onClose}>
      <span>{t('renew.text', { name: loan.borrowerName, day: loan.dueOn, count: loan.renewals })}</span>
      <Form.Item label={t('renew.reason')} htmlFor="renew-reason" style={{ margin: 0 }}>
        <Input id="renew-reason" maxLength={300} autoComplete="off" value={reason} onChange={event => setReason(event.target.value)} />
      </Form.Item>
      {proposed.error && <Alert type="error" showIcon title={toText(proposed.error)} />}
      {proposed.isPending && <Skeleton active title={false} paragraph={{ rows: 1 }} aria-label={t('loading')} />}
      {proposed.data && <DueField id="renew-due" proposed={proposed.data} levelName={words.levelName(loan.file.levelId)} today={today} value={day} problem={null} onChange={setDueOn} />}
    </QuestionDialog>
  );
}
