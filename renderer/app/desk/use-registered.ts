import { useQuery } from '@tanstack/react-query';
import { useBranch } from '../../hooks/branch-client.tsx';
import { registeredNumber, type Found } from './find-on-desk.ts';

/** The complaint or case whose number was typed; none while it is no such number, or nobody has it. */
export function useRegistered(typed: string): Found[] {
  const { query } = useBranch();
  const wanted = registeredNumber(typed);
  const number = wanted?.number ?? '';
  const complaint = useQuery({ ...query.complaints.byNumber.queryOptions({ input: { number } }), enabled: wanted?.kind === 'complaint' });
  const cases = useQuery({ ...query.cases.search.queryOptions({ input: { words: number } }), enabled: wanted?.kind === 'case' });
  if (wanted?.kind === 'complaint' && complaint.data) return [{ kind: 'complaint', key: complaint.data.id, id: complaint.data.id, number, title: complaint.data.summary }];
  const found = wanted?.kind === 'case' ? cases.data?.cases.find(each => each.number === number) : undefined;
  return found ? [{ kind: 'case', key: found.id, id: found.id, number, title: found.title }] : [];
}
