import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBranch } from '../hooks/branch-client.tsx';
import { useComplaintClasses } from '../hooks/use-complaint-classes.ts';

/** Classes and people by id, in the reader's language; empty until they have arrived. */
export function useComplaintWords() {
  const { query } = useBranch();
  const classes = useComplaintClasses();
  const people = useQuery(query.complaints.people.queryOptions({ staleTime: 60_000 })).data;
  return useMemo(() => ({ ...classes, people: people ?? [] }), [classes, people]);
}

export type ComplaintWords = ReturnType<typeof useComplaintWords>;
