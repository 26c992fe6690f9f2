import { useEffect, useRef, useState } from 'react';
import type { Visit } from '../../shared/counter.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { notesDrafts } from './notes-draft.ts';
import { useVisitCommand } from './use-visit-command.ts';

const saveAfterMs = 1200;

export interface VisitNotes {
  text: string;
  state: 'saved' | 'unsaved' | 'saving' | 'refused';
  refusal: string | null;
  change(text: string): void;
  /** Saves at once what is not saved yet; false when that was refused. */
  save(): Promise<boolean>;
}

/** The notes of one visit: typed text is kept on this machine at once, saved to the branch when the typing pauses. */
export function useVisitNotes(visit: Pick<Visit, 'id' | 'notes'>): VisitNotes {
  const { client } = useBranch();
  const [drafts] = useState(() => notesDrafts(localStorage));
  const [text, setText] = useState(() => drafts.read(visit.id) ?? visit.notes);
  const [refusal, setRefusal] = useState<string | null>(null);
  const saving = useVisitCommand(client.counter.saveNotes, setRefusal);
  const newest = useRef({ text, saved: visit.notes });
  const underWay = useRef<Promise<boolean> | null>(null);
  newest.current.text = text;

  function save(): Promise<boolean> {
    underWay.current ??= saveUntilEqual().finally(() => { underWay.current = null; });
    return underWay.current;
  }

  /** Typing goes on while a save is under way: what came in between is saved after it. */
  async function saveUntilEqual(): Promise<boolean> {
    while (newest.current.text !== newest.current.saved) {
      const sent = newest.current.text;
      const changed = await saving.run({ visitId: visit.id, notes: sent });
      if (!changed) return false;
      newest.current.saved = sent;
      setRefusal(null);
      if (newest.current.text === sent) drafts.forget(visit.id);
    }
    return true;
  }

  const newestSave = useRef(save);
  newestSave.current = save;
  useEffect(() => {
    if (text === newest.current.saved) return;
    const timer = setTimeout(() => void newestSave.current(), saveAfterMs);
    return () => clearTimeout(timer);
  }, [text]);

  const isSaved = text === visit.notes;
  return {
    text, refusal,
    state: saving.isRunning ? 'saving' : isSaved ? 'saved' : refusal !== null ? 'refused' : 'unsaved',
    change: typed => { setText(typed); setRefusal(null); newest.current.text = typed; drafts.keep(visit.id, typed); },
    save,
  };
}
