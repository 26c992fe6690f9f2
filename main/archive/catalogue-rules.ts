import type { Category } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';

/** ★ and its likes mark state secrets (国家秘密), never a company's own levels: Regulations on the marking of state secrets, articles 3 and 4. */
const stars = /[\u2605\u2606\u2730\u272a\u272f\u272d\u2729\u272b\u2b50\u{1f31f}]/u;

/** True when the words carry the mark that belongs to state secrets alone. */
export function hasStarMark(...words: readonly string[]): boolean {
  return words.some(each => stars.test(each));
}

/** Errors: CATEGORY_NOT_FOUND when the parent is none, CATEGORY_IN_A_CIRCLE when the category would lie under itself. */
export function checkPlaceInTree(categories: readonly Pick<Category, 'id' | 'parentId'>[], moved: Pick<Category, 'id' | 'parentId'>): void {
  const parentOf = new Map(categories.map(({ id, parentId }) => [id, parentId]));
  if (moved.parentId !== null && moved.parentId !== moved.id && !parentOf.has(moved.parentId)) refuse('CATEGORY_NOT_FOUND');
  let above = moved.parentId;
  for (let depth = 0; above !== null; depth += 1) {
    if (above === moved.id || depth > categories.length) refuse('CATEGORY_IN_A_CIRCLE');
    above = parentOf.get(above) ?? null;
  }
}

/** The category and everything under it. */
export function withAllUnder(categories: readonly Pick<Category, 'id' | 'parentId'>[], categoryId: string): string[] {
  const found = [categoryId];
  for (const id of found) for (const each of categories) if (each.parentId === id && !found.includes(each.id)) found.push(each.id);
  return found;
}

/**
 * The last day a file of a year is kept, or null for ever. Years count from the 1st of January after the file's year, as the
 * rules on retention periods for archives have it (国家档案局令第 8 号).
 */
export function retentionEnd(year: number, years: number | null): string | null {
  return years === null ? null : `${String(year + years).padStart(4, '0')}-12-31`;
}
