import { Alert } from 'antd';
import { useState, type ReactNode } from 'react';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

export type PaperPerson = BranchOutputs['complaints']['reveal'];

/** Whom a paper names, after the entry of the access log; the refusal where there was one. */
export function usePaperPerson(complaintId: string): { shown: PaperPerson | null; reveal(why: 'letter' | 'intakePaper'): Promise<boolean>; problem: ReactNode } {
  const { client } = useBranch();
  const [shown, setShown] = useState<PaperPerson | null>(null);
  const action = useAction(client.complaints.reveal, { onDone: setShown, onRefused: () => undefined });
  return {
    shown, reveal: async why => await action.run({ complaintId, why }) !== undefined,
    problem: action.errorText === null ? null : <Alert type="error" showIcon role="alert" title={action.errorText} />,
  };
}
