import { moveKinds, type MoveKind } from '../../shared/complaint-steps.ts';
import type { PossibleMove } from '../../shared/complaints.ts';
import type { BranchSettings } from '../../shared/settings.ts';
import type { Role } from '../../shared/staff.ts';
import { dayText, zoneDays, type ZoneDays } from '../../shared/zone-days.ts';
import { pathFault, type Standing } from './complaint-path.ts';

/** Whoever wants to move a complaint. */
export interface WouldBeMover { staffId: string; roles: readonly Role[] }

/** What of a complaint decides who may move it. */
export interface Concern { aboutStaffIds: readonly string[]; takenInBy: string; isAnonymous: boolean }

/** What of the branch's rules decides it. */
export interface MoveLimits {
  mostReturns: number;
  reopenDays: number;
  zone: ZoneDays;
  /** UTC ms */
  now: number;
}

/** The limits as the branch has set them. */
export function moveLimits({ settings, timeZone }: { settings: Pick<BranchSettings, 'complaintReturns' | 'complaintReopenDays'>; timeZone: string }, now: number): MoveLimits {
  return { mostReturns: settings.complaintReturns, reopenDays: settings.complaintReopenDays, zone: zoneDays(timeZone), now };
}

export type MoverFault = 'HANDLER_CONCERNED' | 'NOT_YOUR_COMPLAINT' | 'OWN_HANDLING' | 'RETURNED_TOO_OFTEN' | 'REOPENING_TOO_LATE';

const forManagers: readonly MoveKind[] = ['assessed', 'refused', 'dispatched', 'extensionDecided', 'closed', 'reopened'];
const forTheHandler: readonly MoveKind[] = ['taken', 'extensionAsked', 'answered'];
/** The handler's, and the manager's as long as nobody has it, or in the absence of who has. */
const forHandlerOrManager: readonly MoveKind[] = ['returned', 'contacted', 'paused', 'resumed'];

/** A caller is unreachable after this many calls that nobody answered. */
export const leastMissedCalls = 3;

/**
 * Why somebody may not take a move that the path allows; null when they may. Whoever is complained about moves nothing 回避, and
 * nobody calls back about their own handling.
 */
export function moverFault(kind: MoveKind, { staffId, roles }: WouldBeMover, concern: Concern, standing: Standing, limits: MoveLimits): MoverFault | null {
  if (concern.aboutStaffIds.includes(staffId)) return 'HANDLER_CONCERNED';
  const isManager = roles.includes('manager');
  const isHandler = standing.handlerId === staffId;
  if (forManagers.includes(kind) && !isManager) return 'NOT_YOUR_COMPLAINT';
  if (kind === 'reopened') return isReopeningOver(standing, limits) ? 'REOPENING_TOO_LATE' : null;
  if (forManagers.includes(kind)) return null;
  if (forTheHandler.includes(kind)) return isHandler ? null : 'NOT_YOUR_COMPLAINT';
  if (forHandlerOrManager.includes(kind)) {
    if (!isHandler && !isManager) return 'NOT_YOUR_COMPLAINT';
    return kind === 'returned' && standing.returnCount >= limits.mostReturns ? 'RETURNED_TOO_OFTEN' : null;
  }
  if (kind === 'calledBack') return isHandler ? 'OWN_HANDLING' : null;
  if (kind === 'withdrawn') return isManager || concern.takenInBy === staffId ? null : 'NOT_YOUR_COMPLAINT';
  return null;
}

/** The last day on which what was closed at `endedAt` may be reopened: natural days, the day of closing not counted. */
export function lastDayToReopen(endedAt: number, { reopenDays, zone }: Pick<MoveLimits, 'reopenDays' | 'zone'>): string {
  return dayText(zone.dayAt(endedAt) + reopenDays);
}

function isReopeningOver({ endedAt }: Standing, limits: MoveLimits): boolean {
  return endedAt !== null && limits.zone.dayAt(limits.now) > limits.zone.dayAt(endedAt) + limits.reopenDays;
}

/** Whether a complaint may be dispatched to somebody with these roles. */
export function mayHandle(roles: readonly Role[]): boolean {
  return roles.some(role => role === 'clerk' || role === 'archivist' || role === 'manager');
}

/** All moves with whether this person may take them now, and if not the code of the refusal that would come. */
export function possibleMoves(mover: WouldBeMover, concern: Concern, standing: Standing, limits: MoveLimits): PossibleMove[] {
  const mayMove = mayHandle(mover.roles);
  return moveKinds.map(move => {
    const whyNot = pathFault(standing, move) !== null ? 'COMPLAINT_MOVE_REFUSED' : mayMove ? moverFault(move, mover, concern, standing, limits) : 'NOT_YOUR_COMPLAINT';
    return { move, isAllowed: whyNot === null, whyNot };
  });
}
