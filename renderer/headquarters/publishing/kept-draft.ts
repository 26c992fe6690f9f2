import { useState } from 'react';

/** What is being prepared of one kind: kept in this tab, so that a reload loses nothing. */
export function useKeptDraft<Draft>(kind: string): [Draft | null, (draft: Draft | null) => void] {
  const key = `branch-desk.publishing.${kind}`;
  const [draft, setDraft] = useState<Draft | null>(() => read(key));
  return [draft, next => {
    setDraft(next);
    if (next === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(next));
  }];
}

function read<Draft>(key: string): Draft | null {
  const kept = sessionStorage.getItem(key);
  try {
    return kept === null ? null : JSON.parse(kept) as Draft;
  } catch {
    return null;
  }
}
