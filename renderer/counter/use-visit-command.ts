import { useQueryClient } from '@tanstack/react-query';
import type { Visit } from '../../shared/counter.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand, type Command } from '../hooks/use-command.ts';

/** A command whose answer is the visit as it is now: whoever shows this visit gets it at once, without asking again. */
export function useVisitCommand<Input extends { commandId: string }>(
  procedure: (input: Input) => Promise<Visit>,
  onRefused?: (text: string) => void,
): Command<Omit<Input, 'commandId'>, Visit> {
  const queries = useQueryClient();
  const { query } = useBranch();
  return useCommand(procedure, {
    onRefused,
    onDone: changed => {
      queries.setQueriesData<Visit | null>({ queryKey: query.counter.currentVisit.key() }, shown => shown?.id === changed.id ? changed : shown);
    },
  });
}
