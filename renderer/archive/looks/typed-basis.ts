import type { BasisKind } from '../../../shared/access-log.ts';
import type { Basis } from '../../../shared/looks.ts';

/** What was typed about the basis; every kind keeps its own words while another is tried. */
export interface TypedBasis {
  kind: BasisKind | null;
  number: string;
  orderedBy: string;
  /** `YYYY-MM-DD` */
  validUntil: string;
  visitorName: string;
  visitorUnit: string;
  visitorContact: string;
  reason: string;
}

export const emptyBasis: TypedBasis = { kind: null, number: '', orderedBy: '', validUntil: '', visitorName: '', visitorUnit: '', visitorContact: '', reason: '' };

/** The basis as the service takes it; null while something of it is missing. */
export function basisOf(typed: TypedBasis, ticket: { ticketId: string } | null): Basis | null {
  const text = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, (value ?? '').trim()])) as Record<keyof TypedBasis, string>;
  const { number, orderedBy, validUntil, visitorName, visitorUnit, visitorContact, reason } = text;
  switch (typed.kind) {
    case 'ticket': return ticket && { kind: 'ticket', ticketId: ticket.ticketId };
    case 'changeForm': case 'complaint': return number === '' ? null : { kind: typed.kind, number };
    case 'writtenOrder': return [number, orderedBy, validUntil].includes('') ? null : { kind: 'writtenOrder', number, orderedBy, validUntil };
    case 'register': return [visitorName, visitorUnit, visitorContact, reason].includes('') ? null : { kind: 'register', visitorName, visitorUnit, visitorContact, reason };
    case null: return null;
  }
}
