import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Radio, Typography, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { Key, useFileKeys } from '../archive-keys.tsx';
import { placeText } from '../file-row.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { useLoanActions, type LoanDone } from './loan-actions.tsx';
import { LoanTable } from './loan-table.tsx';
import { ScanLine } from './scan-line.tsx';
import { useScannerFinds } from './use-scanner.ts';
import './lending.css';

const readEveryMs = 60_000;
const lists = ['overdue', 'dueSoon', 'out', 'returned'] as const;
type List = (typeof lists)[number];

/** Lending 借阅: what is late first, the scanner's field, and everything that can be done with a loan. */
export function LoansPage() {
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useCatalogue();
  const mayLend = useSession()?.staff?.roles.includes('archivist') ?? false;
  const [chosen, setChosen] = useState<List | null>(null);
  const [said, setSaid] = useState('');
  const field = useRef<InputRef>(null);
  const late = useQuery(query.lending.loans.queryOptions({ input: { which: 'overdue', limit: 500 }, staleTime: 0, refetchInterval: readEveryMs }));
  const counts = late.data?.counts;
  // What is late comes first; with nothing late, everything that is out.
  const which = chosen ?? (counts && counts.overdue === 0 ? 'out' : 'overdue');
  const list = useQuery(query.lending.loans.queryOptions({ input: { which, limit: which === 'returned' ? 100 : 500 }, staleTime: 0, refetchInterval: readEveryMs }));
  const toField = () => field.current?.focus({ cursor: 'all' });
  const actions = useLoanActions(words, sayDone, toField);
  useScannerFinds(toField);
  useFileKeys(mayLend ? { 'Alt+B': () => void navigate({ to: '/archive/lend' }) } : {});

  function sayDone(loan: Loan, what: LoanDone) {
    setSaid(t(`done.${what}`, { number: loan.number, file: loan.file.archiveNumber, place: placeText(loan.file, words) || t('archive:row.noPlace'), day: loan.dueOn }));
  }

  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={t('title')} lead={t(mayLend ? 'lead' : 'leadReader')}>
        {mayLend && <Button type="primary" aria-keyshortcuts="Alt+B" onClick={() => void navigate({ to: '/archive/lend' })}>{t('do.lend')} <Key label="Alt+B" /></Button>}
      </PageHead>
      {mayLend && <ScanLine field={field} onLend={fileId => void navigate({ to: '/archive/lend/$fileId', params: { fileId } })} onTakeBack={actions.takeBack} />}
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      <Radio.Group
        aria-label={t('list.label')} optionType="button" value={which} onChange={event => setChosen(event.target.value as List)}
        options={lists.map(each => ({ value: each, label: each === 'returned' || !counts ? t(`list.${each}`) : t('list.counted', { list: t(`list.${each}`), count: counts[each] }) }))}
      />
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('again')}</Button>} />}
      <LoanTable
        loans={list.data?.loans ?? []} words={words} emptyText={t(which === 'out' && !mayLend ? 'empty.outReader' : `empty.${which}`)} isReading={list.isPending} mayLend={mayLend}
        onTakeBack={actions.takeBack} onRenew={actions.renew} onReminded={actions.reminded}
      />
      <Typography.Text type="secondary">{t(mayLend ? 'rule' : 'ruleReader')}</Typography.Text>
      {actions.dialogs}
    </Flex>
  );
}
