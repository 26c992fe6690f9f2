import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useMemo } from 'react';
import type { Loan } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';

export type Borrower = Pick<Loan, 'borrowerName' | 'borrowerUnit' | 'borrowerContact'>;

interface BorrowerFieldProps { id: string; value: string; maxLength: number; onType(name: string): void; onChoose(borrower: Borrower): void }

/** A chosen line holds name, unit and contact before it is taken apart. */
const longestLine = 200;

/** The borrower's name; whoever borrowed before is offered with unit and contact, so that one person is written in one way. */
export function BorrowerField({ id, value, maxLength, onType, onChoose }: BorrowerFieldProps) {
  const { query } = useBranch();
  const out = useQuery(query.lending.loans.queryOptions({ input: { which: 'out', limit: 200 }, staleTime: 60_000 }));
  const returned = useQuery(query.lending.loans.queryOptions({ input: { which: 'returned', limit: 200 }, staleTime: 60_000 }));
  const known = useMemo(() => {
    const all = [...out.data?.loans ?? [], ...returned.data?.loans ?? []];
    return new Map(all.map(loan => [[loan.borrowerName, loan.borrowerUnit, loan.borrowerContact].join(' · '), loan] as const));
  }, [out.data, returned.data]);
  const listId = `${id}-known`;

  // The browser's own list of suggestions: it never holds back a Tab, and Enter without a choice goes to the form.
  return (
    <>
      <Input
        id={id} list={listId} maxLength={longestLine} autoComplete="off" value={value}
        onChange={({ target }) => {
          const borrower = known.get(target.value);
          if (borrower) onChoose(borrower);
          else onType(target.value.slice(0, maxLength));
        }}
      />
      <datalist id={listId}>{[...known.keys()].map(line => <option key={line} value={line}>{line}</option>)}</datalist>
    </>
  );
}
