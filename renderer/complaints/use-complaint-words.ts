import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { letterTemplates } from '../../shared/complaint-letters.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useComplaintClasses } from '../hooks/use-complaint-classes.ts';

/** Classes, people and letters by id, in the reader's language; empty until they have arrived. */
export function useComplaintWords() {
  const { query } = useBranch();
  const classes = useComplaintClasses();
  const people = useQuery(query.complaints.people.queryOptions({ staleTime: 60_000 })).data;
  return useMemo(() => ({
    ...classes, people: people ?? [],
    /** 答复函 and its like */
    letterNames: (templateId: string) => letterTemplates.find(({ id }) => id === templateId) ?? { nameZh: templateId, nameEn: templateId },
  }), [classes, people]);
}

export type ComplaintWords = ReturnType<typeof useComplaintWords>;
