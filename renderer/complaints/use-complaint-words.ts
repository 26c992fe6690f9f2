import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { letterTemplates } from '../../shared/complaint-letters.ts';
import type { ListedComplaint } from '../../shared/complaints.ts';
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

/** `重办 1 次 重开 1 次`; empty: it was handled once. */
export function useTakenUpAgain(): (complaint: Pick<ListedComplaint, 'redoCount' | 'reopenCount'>) => string {
  const { t } = useTranslation('complaints');
  return ({ redoCount, reopenCount }) => [redoCount > 0 && t('redo', { count: redoCount }), reopenCount > 0 && t('reopen', { count: reopenCount })].filter(Boolean).join(' ');
}

export type ComplaintWords = ReturnType<typeof useComplaintWords>;
