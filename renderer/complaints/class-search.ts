/** A class as it is chosen. `keys`: pinyin of its own name first, then of those above it. */
export interface ClassOption { value: string; label: string; keys: string }

const partsOf = (typed: string): string[] => typed.normalize('NFKC').toLowerCase().split(/\s+/u).filter(part => part !== '');

/** Whether a class is found by what was typed: words of its path, or its pinyin in full or in initials; parts stand apart by spaces. */
export function findsClass(typed: string, { label, keys }: Pick<ClassOption, 'label' | 'keys'>): boolean {
  return partsOf(typed).every(part => label.toLowerCase().includes(part) || keys.split(' ').some(key => key.includes(part)));
}

/** How a `Select` of classes is searched. Classes whose own pinyin begins with what was typed stand first: Enter takes the first. */
export const classSearch = {
  filterOption: (typed: string, option?: Partial<ClassOption>) => findsClass(typed, { label: option?.label ?? '', keys: option?.keys ?? '' }),
  filterSort: (one: Partial<ClassOption>, other: Partial<ClassOption>, { searchValue }: { searchValue: string }) => Number(beginsWith(other, searchValue)) - Number(beginsWith(one, searchValue)),
};

function beginsWith({ keys = '' }: Partial<ClassOption>, typed: string): boolean {
  const [, initials = ''] = keys.split(' ');
  const [part = ''] = partsOf(typed);
  return part !== '' && (keys.startsWith(part) || initials.startsWith(part));
}
