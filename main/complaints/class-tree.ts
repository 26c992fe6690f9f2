import type { ComplaintClass } from '../../shared/complaint-classes.ts';
import { refuse } from '../../shared/errors.ts';
import type { DeadlineClass } from './deadline-table.ts';

/** channel × business × cause, and the channel is a field of its own: a third floor is for the cause of the cause */
export const deepestClass = 3;

type Placed = Pick<ComplaintClass, 'id' | 'parentId'>;
/** A class among its like. */
export type TreeClass = Placed & Pick<ComplaintClass, 'nameZh' | 'isActive'> & { isReport: boolean };

/** From the root down to the class; empty when it is not there. Ends at a circle, which `checkPlace` keeps from coming about. */
export function classPathOf(classes: readonly Placed[], classId: string): string[] {
  const byId = new Map(classes.map(each => [each.id, each]));
  const path: string[] = [];
  for (let at = byId.get(classId); at && !path.includes(at.id); at = at.parentId === null ? undefined : byId.get(at.parentId)) path.unshift(at.id);
  return path;
}

/** The classes as the deadline table checks them. */
export function classTree(classes: readonly Placed[], under: string | null = null): DeadlineClass[] {
  return classes.filter(({ parentId }) => parentId === under).map(({ id }) => ({ id, children: classTree(classes, id) }));
}

/**
 * Whether a class may stand where it is to stand, with all that lies below it.
 * Errors: COMPLAINT_CLASS_NOT_FOUND (its parent), COMPLAINT_CLASS_MISPLACED, COMPLAINT_CLASS_NAME_TAKEN.
 */
export function checkPlace(classes: readonly TreeClass[], placed: Omit<TreeClass, 'isReport'>): void {
  const { id, parentId } = placed;
  if (parentId !== null) {
    if (parentId === id || classPathOf(classes, parentId).includes(id)) refuse('COMPLAINT_CLASS_MISPLACED', { reason: 'underItself' });
    if (!classes.some(each => each.id === parentId)) refuse('COMPLAINT_CLASS_NOT_FOUND');
    if (classPathOf(classes, parentId).length + floorsFrom(classes, id) > deepestClass) refuse('COMPLAINT_CLASS_MISPLACED', { reason: 'tooDeep' });
  }
  // A deadline row hangs on the class of reports; moved or retired, reports would quietly get the deadlines of complaints.
  const before = classes.find(each => each.id === id);
  if (before?.isReport && (!placed.isActive || parentId !== null)) refuse('COMPLAINT_CLASS_MISPLACED', { reason: 'reports' });
  if (classes.some(each => each.id !== id && each.parentId === parentId && each.nameZh === placed.nameZh)) refuse('COMPLAINT_CLASS_NAME_TAKEN', { nameZh: placed.nameZh });
}

/** The class and the floors below it: 1 when nothing lies below. */
function floorsFrom(classes: readonly Placed[], id: string): number {
  const below = classes.filter(({ parentId }) => parentId === id);
  return 1 + Math.max(0, ...below.map(each => floorsFrom(classes, each.id)));
}
