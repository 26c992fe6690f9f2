import { Link } from '@tanstack/react-router';
import { Button, Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../shared/lending.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { LevelMark } from '../file-marks.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';
import { DueMark } from './due-mark.tsx';

interface LoanTableProps {
  loans: readonly Loan[];
  words: CatalogueWords;
  /** what the list says when there is nothing in it */
  emptyText: string;
  isReading: boolean;
  mayLend: boolean;
  onTakeBack(loan: Loan): void;
  onRenew(loan: Loan): void;
  onReminded(loan: Loan): void;
}

/** Loans, one a line: until when, which file, who has it, and what can be done with it. */
export function LoanTable({ loans, words, emptyText, isReading, mayLend, onTakeBack, onRenew, onReminded }: LoanTableProps) {
  const { t } = useTranslation('lending');
  const times = useTimes();
  return (
    <Table<Loan>
      rowKey="id" size="small" dataSource={[...loans]} loading={isReading} pagination={loans.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      locale={{ emptyText }}
      columns={[
        { key: 'due', title: t('column.due'), width: 150, render: (_, loan) => <DueMark loan={loan} /> },
        {
          key: 'file', title: t('column.file'), render: (_, { file }) => (
            <>
              <Link to="/archive/file/$fileId" params={{ fileId: file.id }}>{file.archiveNumber}</Link> <LevelMark levelId={file.levelId} words={words} />
              <br /><Typography.Text type="secondary">{file.maskedName} · {file.maskedTitle}</Typography.Text>
            </>
          ),
        },
        {
          key: 'borrower', title: t('column.borrower'), render: (_, loan) => (
            <>
              <strong>{loan.borrowerName}</strong> {loan.borrowerContact}
              <br /><Typography.Text type="secondary">{loan.borrowerUnit}{loan.isOutsideCompany ? t('column.outside') : ''}</Typography.Text>
            </>
          ),
        },
        {
          key: 'card', title: t('column.card'), width: 190, render: (_, loan) => (
            <>
              <Link to="/archive/loans/$loanId" params={{ loanId: loan.id }} className="lending-number">{loan.number}</Link>
              <br />{loan.returned && loan.returned.condition !== 'good'
                ? <Typography.Text type="danger">▲ {t(`condition.${loan.returned.condition}`)} {loan.returned.words}</Typography.Text>
                : <Typography.Text type="secondary">{loan.returned ? t('condition.good') : cardState(loan)}</Typography.Text>}
            </>
          ),
        },
        ...(mayLend ? [{
          key: 'do', title: t('column.do'), width: 250, render: (_: unknown, loan: Loan) => loan.returned === null && (
            <Flex gap={4} wrap>
              <Button size="small" aria-label={t('do.takeBackOf', { number: loan.number })} onClick={() => onTakeBack(loan)}>{t('do.takeBack')}</Button>
              <Button size="small" aria-label={t('do.renewOf', { number: loan.number })} onClick={() => onRenew(loan)}>{t('do.renew')}</Button>
              <Button size="small" aria-label={t('do.remindedOf', { number: loan.number })} onClick={() => onReminded(loan)}>{t('do.reminded')}</Button>
            </Flex>
          ),
        }] : []),
      ]}
    />
  );

  function cardState({ lastRemindedAt, renewals, lentAt }: Loan): string {
    if (lastRemindedAt !== null) return t('column.remindedAt', { at: times.dayAndClock(lastRemindedAt) });
    return renewals > 0 ? t('column.renewed', { count: renewals }) : t('column.lentAt', { at: times.dayAndClock(lentAt) });
  }
}
