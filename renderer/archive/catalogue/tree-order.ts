import type { Category } from '../../../shared/archive.ts';

/** Each category with what lies under it after it, by code, and how deep it lies (0 at the top). One whose parent is gone stands at the top. */
export function inTreeOrder(categories: readonly Category[]): (Category & { depth: number })[] {
  const known = new Set(categories.map(({ id }) => id));
  const seen = new Set<string>();
  const under = (parentId: string | null, depth: number): (Category & { depth: number })[] => categories
    .filter(each => !seen.has(each.id) && (each.parentId === parentId || (parentId === null && each.parentId !== null && !known.has(each.parentId))))
    .toSorted((one, other) => one.code.localeCompare(other.code))
    .flatMap(each => {
      seen.add(each.id);
      return [{ ...each, depth }, ...under(each.id, depth + 1)];
    });
  return under(null, 0);
}
