import { ORPCError } from '@orpc/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CaseForm, CaseRecord } from '../../shared/cases.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { caseDrafts } from './case-drafts.ts';
import { differencesBetween, emptyCase, isSameForm, lacksOf, mergeForms, type WantedField } from './case-words.ts';
import { useFasterWords } from './use-faster-words.ts';

interface Wishes {
  /** null: nothing of it is saved yet */
  record: CaseRecord | null;
  /** it was to be submitted when it was saved for the first time, and lacked something */
  isMarked: boolean;
  onSaved(record: CaseRecord, isMarked: boolean): void;
  onSubmitted(record: CaseRecord): void;
}

/**
 * A case while it is written. Every change is kept on this machine until it is saved, so a reload loses nothing; when somebody
 * else saved meanwhile, both texts are joined, and fields that both changed wait for a decision.
 */
export function useCaseEditor({ record, isMarked, onSaved, onSubmitted }: Wishes) {
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const fasterWords = useFasterWords();
  const staffId = useSession()?.staff?.id ?? '';
  const placeOf = (caseId: string) => `${staffId}.${caseId}`;
  const place = placeOf(record?.id ?? 'new');
  const [drafts] = useState(() => caseDrafts(localStorage));
  const [found] = useState(() => drafts.read(place));
  const saved = record?.form ?? emptyCase;
  const [form, setForm] = useState<CaseForm>(found?.form ?? saved);
  const [base, setBase] = useState({ form: found?.base ?? saved, version: found?.version ?? record?.version ?? 0 });
  const [foundAt, setFoundAt] = useState(found && !isSameForm(found.form, saved) ? found.keptAt : null);
  const [faster, setFaster] = useState<{ words: string; conflicts: WantedField[] } | null>(null);
  const [incomplete, setIncomplete] = useState<readonly string[]>(isMarked ? lacksOf(saved) : []);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const newest = useRef(form);
  newest.current = form;

  useEffect(() => {
    if (isSameForm(form, saved)) drafts.forget(place);
    else drafts.keep(place, { form, base: base.form, version: base.version });
  }, [drafts, place, form, saved, base]);

  function take(now: CaseRecord) {
    drafts.forget(place);
    // Typed while it was on its way.
    if (!isSameForm(newest.current, now.form)) drafts.keep(placeOf(now.id), { form: newest.current, base: now.form, version: now.version });
    setBase({ form: now.form, version: now.version });
    queries.setQueryData(query.cases.get.queryKey({ input: { caseId: now.id } }), now);
    setFaster(null);
    setFoundAt(null);
    setSavedAt(Date.now());
  }

  async function refused(error: unknown) {
    setFaster(null);
    if (error instanceof ORPCError && error.code === 'CASE_INCOMPLETE') setIncomplete((error.data as { fields: string[] }).fields);
    const words = fasterWords(error);
    if (words === null || !record) return;
    const now = await queries.fetchQuery(query.cases.get.queryOptions({ input: { caseId: record.id }, staleTime: 0 })).catch(() => null);
    if (!now) return;
    const joined = mergeForms(base.form, newest.current, now.form);
    setForm(joined.form);
    setBase({ form: now.form, version: now.version });
    setFaster({ words, conflicts: joined.conflicts });
  }

  const options = { changes: [query.cases.search.key(), query.cases.ofComplaint.key()], onDone: take, onRefused: (_text: string, error: unknown) => void refused(error) };
  const begin = useCommand(client.cases.begin, options);
  const save = useCommand(client.cases.save, options);
  const submit = useCommand(client.cases.submit, options);
  const keep = () => {
    submit.forget();
    return record ? save.run({ caseId: record.id, version: base.version, form }) : begin.run({ form });
  };

  return {
    form, foundAt, savedAt, incomplete,
    fasterWords: faster?.words ?? null,
    /** what both changed, and still say differently */
    conflicts: faster ? faster.conflicts.filter(field => differencesBetween(form, base.form).includes(field)) : [],
    /** of what the review lacked, what is still not written */
    missing: lacksOf(form).filter(field => incomplete.includes(field)),
    isUnsaved: !isSameForm(form, saved),
    isRunning: begin.isRunning || save.isRunning || submit.isRunning,
    errorText: faster === null ? begin.errorText ?? save.errorText ?? submit.errorText : null,
    set: (part: Partial<CaseForm>) => setForm(present => ({ ...present, ...part })),
    /** Leaves what is on this machine for what is saved. */
    startAnew() {
      drafts.forget(place);
      setForm(saved);
      setBase({ form: saved, version: record?.version ?? 0 });
      setFoundAt(null);
      setFaster(null);
    },
    async save() {
      const kept = await keep();
      if (kept) onSaved(kept, false);
    },
    /** Saves what is typed, then hands it in. */
    async submit() {
      const kept = await keep();
      if (!kept) return;
      // Its own address comes first; what it lacks is marked there.
      if (!record && lacksOf(kept.form).length > 0) return onSaved(kept, true);
      const handedIn = await submit.run({ caseId: kept.id, version: kept.version });
      if (handedIn) onSubmitted(handedIn);
      else onSaved(kept, true);
    },
  };
}
