import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintForm } from '../../shared/complaints.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';

const saveAfterMs = 2000;

const underWay = new Set<Promise<unknown>>();

/** When what was typed on a page that was just left has arrived: whoever asks for drafts waits for it. Never fails. */
export async function draftsAreKept(): Promise<void> {
  await Promise.allSettled(underWay);
}

/** Keeps the form at the service a moment after each change and when the page is left, so that a crash loses nothing typed. */
export function useDraftKeeper(draftId: string, form: ComplaintForm): { words: string; end(): void } {
  const { t } = useTranslation('complaints');
  const { client } = useBranch();
  const times = useTimes();
  const [saved, setSaved] = useState<{ at: number } | 'failed' | null>(null);
  const newest = useRef(form);
  const kept = useRef(form);
  const hasEnded = useRef(false);
  newest.current = form;

  const save = useRef(() => {});
  save.current = () => {
    if (hasEnded.current || kept.current === newest.current) return;
    const sent = newest.current;
    kept.current = sent;
    const sending = client.complaints.saveDraft({ draftId, form: sent }).then(
      ({ savedAt }) => setSaved({ at: savedAt }),
      () => { kept.current = form; setSaved('failed'); },
    ).finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  useEffect(() => {
    const timer = setTimeout(() => save.current(), saveAfterMs);
    return () => clearTimeout(timer);
  }, [form]);
  useEffect(() => () => save.current(), []);

  const words = saved === null ? '' : saved === 'failed' ? t('intake.notSaved') : t('intake.saved', { at: times.clockSeconds(saved.at) });
  return { words, end: () => { hasEnded.current = true; } };
}
