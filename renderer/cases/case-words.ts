import type { CaseForm } from '../../shared/cases.ts';

export const emptyCase: CaseForm = {
  title: '', classId: null, channel: null, problem: '', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: [], photoIds: [],
};

/** In the order they stand in the form; keywords and photos help, and are not asked for. */
const wanted = ['title', 'classId', 'channel', 'responsibleUnit', 'problem', 'cause', 'remedy', 'lesson', 'avoidance'] as const;
export type WantedField = (typeof wanted)[number];
const most = 12;

/** What a case still lacks before it can be reviewed. */
export function lacksOf(form: CaseForm): WantedField[] {
  return wanted.filter(field => !form[field]?.trim());
}

/** Fields in which two texts say something else; blanks around them are not kept. */
export function differencesBetween(one: CaseForm, other: CaseForm): WantedField[] {
  return wanted.filter(field => (one[field] ?? '').trim() !== (other[field] ?? '').trim());
}

export function isSameForm(one: CaseForm, other: CaseForm): boolean {
  return differencesBetween(one, other).length === 0 && isSameList(one.keywords, other.keywords) && isSameList(one.photoIds, other.photoIds);
}

/**
 * What was typed on `base`, laid over what somebody else saved meanwhile. A field only one of them changed is theirs who did;
 * where both did, the typed one stays and is named. Of keywords and photos that both changed, everything is kept that fits.
 */
export function mergeForms(base: CaseForm, typed: CaseForm, saved: CaseForm): { form: CaseForm; conflicts: WantedField[] } {
  const [mine, theirs] = [differencesBetween(typed, base), differencesBetween(saved, base)];
  const taken = theirs.filter(field => !mine.includes(field));
  const merged = (field: 'keywords' | 'photoIds') => {
    if (isSameList(typed[field], base[field])) return saved[field];
    return isSameList(saved[field], base[field]) ? typed[field] : [...new Set([...typed[field], ...saved[field]])].slice(0, most);
  };
  return {
    form: { ...typed, ...Object.fromEntries(taken.map(field => [field, saved[field]])), keywords: merged('keywords'), photoIds: merged('photoIds') },
    conflicts: theirs.filter(field => mine.includes(field) && differencesBetween(typed, saved).includes(field)),
  };
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
