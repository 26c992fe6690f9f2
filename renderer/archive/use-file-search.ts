import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FileState } from '../../shared/archive.ts';
import { useBranch } from '../hooks/branch-client.tsx';

/** Every search becomes an entry of the access log: a pause after typing keeps half words out of it. */
const pauseBeforeAskingMs = 250;
const longestList = 50;
/** One character alone is searched only when Enter asks for it. */
const fewestCharacters = 2;

export interface FileFilters { categoryId?: string; levelId?: string; state?: FileState; year?: number }

/** Full-width forms, as an input method left on writes a scanned label's number, become plain ones. */
export function asTyped(text: string): string {
  return text.normalize('NFKC').trim();
}

/** Searches while the archivist types. Nothing is asked while an input method composes. */
export function useFileSearch(filters: FileFilters) {
  const { query } = useBranch();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [isInComposition, setInComposition] = useState(false);
  const words = asTyped(typed);

  useEffect(() => {
    if (isInComposition || words === asked) return undefined;
    if (words !== '' && [...words].length < fewestCharacters) return undefined;
    const timer = setTimeout(() => setAsked(words), words === '' ? 0 : pauseBeforeAskingMs);
    return () => clearTimeout(timer);
  }, [words, asked, isInComposition]);

  const search = useQuery({
    ...query.archive.search.queryOptions({ input: { query: asked, limit: longestList, ...filters } }),
    enabled: asked !== '', placeholderData: keepPreviousData, staleTime: 5000, gcTime: 60_000,
  });
  return {
    typed, setTyped, words, asked,
    askNow: () => setAsked(words),
    composition: { onCompositionStart: () => setInComposition(true), onCompositionEnd: () => setInComposition(false) },
    matches: asked === '' || search.error ? [] : search.data?.matches ?? [],
    hasMore: search.data?.hasMore ?? false,
    error: asked === '' ? null : search.error,
    /** True when the list answers what is in the field: Enter must not open a file out of an older list. */
    isAnswered: asked !== '' && asked === words && search.isSuccess && !search.isPlaceholderData,
    tryAgain: () => void search.refetch(),
  };
}
