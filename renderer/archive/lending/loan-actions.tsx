import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Loan } from '../../../shared/lending.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import type { CatalogueWords } from '../use-catalogue.ts';
import { RenewDialog } from './renew-dialog.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

export type LoanDone = 'takenBack' | 'renewed' | 'reminded';

/** What an archivist does with a loan. `onDone` hears what was done, for the page to say; `takeKeyboard` is called once no dialog holds the focus any more. */
export function useLoanActions(words: CatalogueWords, onDone: (loan: Loan, what: LoanDone) => void, takeKeyboard: () => void): {
  takeBack(loan: Loan): void; renew(loan: Loan): void; reminded(loan: Loan): void; dialogs: ReactNode;
} {
  const { client, query } = useBranch();
  const [asked, setAsked] = useState<{ what: 'takeBack' | 'renew'; loan: Loan } | null>(null);
  const reminding = useCommand(client.lending.noteReminder, { changes: [query.lending.key()], onDone(loan) { onDone(loan, 'reminded'); takeKeyboard(); } });
  const close = () => setAsked(null);
  const finish = (what: LoanDone) => (loan: Loan) => { setAsked(null); onDone(loan, what); };

  const isAsking = asked !== null;
  const wasAsking = useRef(false);
  const take = useRef(takeKeyboard);
  take.current = takeKeyboard;
  useEffect(() => {
    if (wasAsking.current && !isAsking) take.current();
    wasAsking.current = isAsking;
  }, [isAsking]);

  return {
    takeBack: loan => setAsked({ what: 'takeBack', loan }),
    renew: loan => setAsked({ what: 'renew', loan }),
    reminded: loan => void reminding.run({ loanId: loan.id }),
    dialogs: asked && (asked.what === 'takeBack'
      ? <TakeBackDialog key={asked.loan.id} loan={asked.loan} words={words} onDone={finish('takenBack')} onClose={close} />
      : <RenewDialog key={asked.loan.id} loan={asked.loan} words={words} onDone={finish('renewed')} onClose={close} />),
  };
}
