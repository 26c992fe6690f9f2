/** A class with the one above it; null: none. */
interface Classed { id: string; parentId: string | null }

/** What a class in common adds, as a part of the best case's score: it parts equals, it makes nothing alike. */
export const nearnessWorth = { same: 0.08, near: 0.03 };
export const sameChannelWorth = 0.02;

/** The class and all that lies under it. */
export function classesUnder(classes: readonly Classed[], classId: string): string[] {
  const under = [classId];
  for (const above of under) under.push(...classes.filter(({ id, parentId }) => parentId === above && !under.includes(id)).map(({ id }) => id));
  return under;
}

/** `near`: one is above the other, or one class is above both. */
export function classNearness(parentOf: ReadonlyMap<string, string | null>, classId: string | null, other: string | null): 'same' | 'near' | null {
  if (classId === null || other === null) return null;
  if (classId === other) return 'same';
  const [parent, otherParent] = [parentOf.get(classId) ?? null, parentOf.get(other) ?? null];
  return parent === other || otherParent === classId || (parent !== null && parent === otherParent) ? 'near' : null;
}
