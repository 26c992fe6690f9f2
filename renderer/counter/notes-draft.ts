const keyOf = (visitId: string) => `branch-desk.visit-notes.${visitId}`;
const keepForMs = 24 * 60 * 60_000;

interface Draft { notes: string; keptAt: number }

/**
 * Typing that the service does not have yet, by visit. It stays on this machine only until it is saved, and at most a
 * day: notes may speak of a person.
 */
export interface NotesDrafts {
  read(visitId: string): string | null;
  keep(visitId: string, notes: string): void;
  forget(visitId: string): void;
}

export function notesDrafts(storage: Storage, now: () => number = Date.now): NotesDrafts {
  const read = (key: string): Draft | null => {
    try {
      const draft = JSON.parse(storage.getItem(key) ?? 'null') as Draft | null;
      return typeof draft?.notes === 'string' && now() - draft.keptAt < keepForMs ? draft : null;
    } catch {
      return null;
    }
  };

  for (const key of Object.keys(storage)) if (key.startsWith(keyOf('')) && !read(key)) storage.removeItem(key);

  return {
    read: visitId => read(keyOf(visitId))?.notes ?? null,
    keep: (visitId, notes) => {
      try {
        storage.setItem(keyOf(visitId), JSON.stringify({ notes, keptAt: now() } satisfies Draft));
      } catch {
        // A full or forbidden storage must not stop the typing: the notes are saved to the branch in a moment anyway.
      }
    },
    forget: visitId => storage.removeItem(keyOf(visitId)),
  };
}
