import type { CaseForm } from '../../shared/cases.ts';

const keyOf = (place: string) => `branch-desk.case-draft.${place}`;
/** From a Friday's closing to Monday's opening; longer a text that may still speak of a person does not stay on a machine. */
const keepForMs = 72 * 60 * 60_000;

/** What was typed and not saved, and the saved text it began from, by its version. */
export interface CaseDraft { form: CaseForm; base: CaseForm; version: number }

/** Typing that the service does not have yet, by person and case; it stays on this machine until it is saved. */
export interface CaseDrafts {
  /** `keptAt`: UTC ms */
  read(place: string): (CaseDraft & { keptAt: number }) | null;
  keep(place: string, draft: CaseDraft): void;
  forget(place: string): void;
}

export function caseDrafts(storage: Storage, now: () => number = Date.now): CaseDrafts {
  const read = (key: string): (CaseDraft & { keptAt: number }) | null => {
    try {
      const draft = JSON.parse(storage.getItem(key) ?? 'null') as (CaseDraft & { keptAt: number }) | null;
      return typeof draft?.form === 'object' && now() - draft.keptAt < keepForMs ? draft : null;
    } catch {
      return null;
    }
  };

  for (const key of Object.keys(storage)) if (key.startsWith(keyOf('')) && !read(key)) storage.removeItem(key);

  return {
    read: place => read(keyOf(place)),
    keep: (place, draft) => {
      try {
        storage.setItem(keyOf(place), JSON.stringify({ ...draft, keptAt: now() }));
      } catch {
        // A full or forbidden storage must not stop the typing; saving still works.
      }
    },
    forget: place => storage.removeItem(keyOf(place)),
  };
}
