import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useMemo } from 'react';
import type { Loan } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';

export type Borrower = Pick<Loan, 'borrowerName' | 'borrowerUnit' | 'borrowerContact'>;

interface BorrowerFieldProps { id: string; value: string; maxLength: number; onType(name: string): void; onChoose(borrower: Borrower): void }

const shownAtMost = 8;

/** The borrower's name; whoever borrowed before is offered with unit and contact, so that one person is written in one way. */
export function BorrowerField({ id, value, maxLength, onType, onChoose }: BorrowerFieldProps) {
  const { query } = useBranch();
  const out = useQuery(query.lending.loans.queryOptions({ input: { which: 'out', limit: 200 }, staleTime: 60_000 }));
  const returned = useQuery(query.lending.loans.queryOptions({ input: { which: 'returned', limit: 200 }, staleTime: 60_000 }));
  const known = useMemo(() => {
    const all = [...out.data?.loans ?? [], ...returned.data?.loans ?? []];
    return new Map(all.map(loan => [[loan.borrowerName, loan.borrowerUnit, loan.borrowerContact].join(' · '), loan] as const));
  }, [out.data, returned.data]);
  const typed = value.trim();
  const options = typed === '' ? [] : [...known].filter(([, { borrowerName }]) => borrowerName.startsWith(typed)).slice(0, shownAtMost).map(([line]) => ({ value: line }));

  return (
    <AutoComplete
      id={id} value={value} options={options} maxLength={maxLength} defaultActiveFirstOption={false}
      onChange={(text: string) => { if (!known.has(text)) onType(text); }}
      onSelect={(line: string) => { const borrower = known.get(line); if (borrower) onChoose(borrower); }}
    />
  );
}
