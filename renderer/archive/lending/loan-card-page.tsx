import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { PrintedPaper } from '../../components/paper.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { Key, useFileKeys } from '../archive-keys.tsx';
import { placeText } from '../file-row.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { BorrowingCard } from './borrowing-card.tsx';
import { useLoanActions, type LoanDone } from './loan-actions.tsx';
import './lending.css';

/** One loan with its card 借阅登记表: shown as it is printed, printed as it is shown. */
export function LoanCardPage() {
  const { loanId = '' } = useParams({ strict: false });
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const loan = useQuery(query.lending.loan.queryOptions({ input: { loanId }, staleTime: 0 }));
  const back = () => void navigate({ to: '/archive/loans' });
  if (loan.data) return <FoundLoan loan={loan.data} onBack={back} />;
  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={t('card.title')} lead={t('card.lead')}><Button onClick={back}>{t('backToLoans')}</Button></PageHead>
      {loan.error ? <Alert type="error" showIcon role="alert" title={toText(loan.error)} /> : <Skeleton active aria-label={t('loading')} />}
    </Flex>
  );
}

function FoundLoan({ loan, onBack }: { loan: Loan; onBack(): void }) {
  const { t } = useTranslation('lending');
  const words = useCatalogue();
  const mayLend = useSession()?.staff?.roles.includes('archivist') ?? false;
  const printButton = useRef<HTMLButtonElement>(null);
  const [printedAt] = useState(() => Date.now());
  const [done, setDone] = useState<LoanDone | null>(null);
  const toPrint = () => printButton.current?.focus();
  const actions = useLoanActions(words, (_, what) => setDone(what), toPrint);
  useEffect(() => printButton.current?.focus(), []);
  useFileKeys({ 'Alt+P': () => window.print() });
  const isOut = loan.returned === null;

  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={t('card.heading', { number: loan.number })} lead={t('card.lead')}>
        {mayLend && isOut && <Button onClick={() => actions.takeBack(loan)}>{t('do.takeBack')}</Button>}
        {mayLend && isOut && <Button onClick={() => actions.renew(loan)}>{t('do.renew')}</Button>}
        {mayLend && isOut && <Button onClick={() => actions.reminded(loan)}>{t('do.reminded')}</Button>}
        <Button onClick={onBack}>{t('backToLoans')}</Button>
        <Button ref={printButton} type="primary" aria-keyshortcuts="Alt+P" onClick={() => window.print()}>{t('do.print')} <Key label="Alt+P" /></Button>
      </PageHead>
      <div role="status">{done && <Alert type="success" showIcon title={t(`done.${done}`, { number: loan.number, file: loan.file.archiveNumber, place: placeText(loan.file, words) || t('archive:row.noPlace'), day: loan.dueOn })} />}</div>
      {loan.isOverdue && <Alert type="error" showIcon title={t('card.overdue', { days: loan.overdueDays, name: loan.borrowerName, contact: loan.borrowerContact })} />}
      {loan.checkpointText === null && <Alert type="info" showIcon title={t('card.noCheckpoint')} />}
      <BorrowingCard loan={loan} words={words} printedAt={printedAt} />
      <PrintedPaper><BorrowingCard loan={loan} words={words} printedAt={printedAt} /></PrintedPaper>
      {actions.dialogs}
    </Flex>
  );
}
