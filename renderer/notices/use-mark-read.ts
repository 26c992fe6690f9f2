import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

/** The receipt of a notice. The live picture of the desk tells what came of it. */
export function useMarkRead() {
  const { client, query } = useBranch();
  return useCommand(client.notices.markRead, { changes: [query.notices.listPosted.key(), query.notices.list.key(), query.notices.receipts.key()] });
}
