import type { BasisKind } from '../../shared/access-log.ts';
import { refuse } from '../../shared/errors.ts';
import type { Basis, LookField, Purpose } from '../../shared/looks.ts';
import type { Role } from '../../shared/staff.ts';

export type LookSubject = 'file' | 'customer';

const fieldsOf: Record<LookSubject, readonly LookField[]> = {
  file: ['name', 'idNumber', 'accountNumber', 'address', 'title', 'scans', 'change'],
  customer: ['name', 'phone', 'idNumber', 'accountNumber', 'address'],
};

/** What break-glass 紧急查阅 opens, and for how long: everything there is to read, nothing to change. */
export const breakGlassFields: readonly LookField[] = fieldsOf.file.filter(field => field !== 'change');
export const breakGlassMinutes = 15;
export const breakGlassPurpose = { code: 'breakGlass', nameZh: '紧急查阅', nameEn: 'Break-glass look' } as const;
/** Working days within which somebody else reviews it. Source: product rules, "Looking". */
export const breakGlassReviewDays = 2;

/**
 * The purpose as this person may use it on this subject: only bases open to them, only fields the subject has, `change`
 * only for the archivist. Null when nothing is left of it.
 */
export function purposeFor(purpose: Purpose, subject: LookSubject, roles: readonly Role[]): Purpose | null {
  if (!purpose.isActive) return null;
  const bases = purpose.bases.filter(kind => mayRestOn(kind, roles));
  const fields = purpose.fields.filter(field => fieldsOf[subject].includes(field) && (field !== 'change' || roles.includes('archivist')));
  // To change what one cannot read would be a look at nothing.
  return bases.length > 0 && fields.some(field => field !== 'change') ? { ...purpose, bases, fields } : null;
}

/** Staff from outside customer service come to the archivist, who registers them. */
function mayRestOn(kind: BasisKind, roles: readonly Role[]): boolean {
  return kind !== 'register' || roles.includes('archivist');
}

/** What the branch knows of the ticket the caller names, read in the same transaction. */
export interface TicketStanding {
  /** the ticket served now at the caller's own window, with the customer of its visit; null when there is none */
  served: { ticketId: string; customerId: string | null } | null;
  /** whom the look is about; null for a file that is of nobody the branch knows */
  customerId: string | null;
}

/**
 * Refuses a basis that does not carry the look.
 * A ticket carries it only while it is served at the caller's window and its visit is this very customer's. An order
 * holds until the end of its last day, a business date of the branch.
 *
 * Errors: BASIS_NOT_ALLOWED with the bases that are, BASIS_NOT_FOUND, BASIS_EXPIRED.
 */
export function checkBasis(basis: Basis, purpose: Purpose, standing: TicketStanding, today: string): void {
  if (!purpose.bases.includes(basis.kind)) refuse('BASIS_NOT_ALLOWED', { bases: purpose.bases });
  if (basis.kind === 'ticket') {
    const { served, customerId } = standing;
    if (served?.ticketId !== basis.ticketId || customerId === null || served.customerId !== customerId) refuse('BASIS_NOT_FOUND');
  }
  if (basis.kind === 'writtenOrder' && basis.validUntil < today) refuse('BASIS_EXPIRED', { validUntil: basis.validUntil });
}

/** What a basis is called in the personal part of an entry: as it was given, without words of any language. */
export function basisWords(basis: Basis, ticketNumber: string | null): string {
  switch (basis.kind) {
    case 'ticket': return ticketNumber ?? '';
    case 'changeForm': case 'complaint': return basis.number;
    case 'writtenOrder': return `${basis.number} · ${basis.orderedBy} · ${basis.validUntil}`;
    case 'register': return `${basis.visitorName} · ${basis.visitorUnit} · ${basis.visitorContact}`;
  }
}

/** The role somebody looks in: the one that decided what they may do here. */
export function lookingRole(roles: readonly Role[]): Role {
  const [role] = (['manager', 'archivist', 'clerk', 'auditor', 'administrator'] as const).filter(each => roles.includes(each));
  if (!role) throw new Error('somebody without a role asked for a look');
  return role;
}
