/**
 * The number on the ticket: prefix and at least three digits (A001 … A999, A1000).
 *
 * Source: product rules, Queue, "Services".
 */
export function formatTicketNumber(prefix: string, ordinal: number): string {
  return `${prefix}${String(ordinal).padStart(3, '0')}`;
}
