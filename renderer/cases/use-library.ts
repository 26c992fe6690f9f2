import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useBranch } from '../hooks/branch-client.tsx';

export const lists = ['published', 'mine', 'toReview', 'toCheck', 'retired'] as const;
export type CaseList = (typeof lists)[number];

/** What of the library is looked at. It stands in the page's address: coming back from a case, everything is as it was left. */
interface Asked { which: CaseList; words: string; classId: string | undefined }

export function useLibrary() {
  const { query } = useBranch();
  const navigate = useNavigate();
  const asked = readAsked(useSearch({ strict: false }));
  const found = useInfiniteQuery(query.cases.search.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...asked, cursor }), initialPageParam: undefined, getNextPageParam: page => page.nextCursor ?? undefined, staleTime: 0,
  }));
  return {
    asked, found,
    cases: found.data?.pages.flatMap(page => page.cases) ?? [],
    counts: found.data?.pages[0]?.counts,
    ask(part: Partial<Asked>) {
      const { which, words, classId } = { ...asked, ...part };
      void navigate({ to: '/cases', replace: true, search: { ...which !== 'published' && { which }, ...words !== '' && { words }, ...classId !== undefined && { classId } } });
    },
  };
}

function readAsked(search: Record<string, unknown>): Asked {
  const { which, words, classId } = search;
  return { which: lists.find(each => each === which) ?? 'published', words: typeof words === 'string' || typeof words === 'number' ? String(words) : '', classId: typeof classId === 'string' ? classId : undefined };
}
