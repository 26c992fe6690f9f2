import type { DeskView, TicketState } from '../../../shared/queue.ts';

export type Found =
  | { kind: 'ticket'; key: string; id: string; number: string; state: TicketState }
  | { kind: 'page'; key: string; path: string; title: string }
  | { kind: 'complaint' | 'case'; key: string; id: string; number: string; title: string };

const longestList = 12;

/**
 * Tickets of this desk and pages that fit what was typed, tickets first; nothing typed finds every page.
 * A number typed from paper may lack its zeros: `a12` finds A012.
 */
export function findOnDesk(typed: string, view: DeskView, pages: readonly { path: string; title: string }[]): Found[] {
  const words = typed.trim().toLowerCase();
  const tickets = [
    ...(view.current ? [{ ...view.current.ticket }] : []),
    ...view.next.map(each => ({ ...each, state: 'waiting' as const })),
    ...view.onHold.map(each => ({ ...each, state: 'onHold' as const })),
    ...view.noShows.map(each => ({ ...each, state: 'noShow' as const })),
  ];
  const foundTickets: Found[] = words === '' ? [] : tickets
    .filter(each => each.number.toLowerCase().includes(words) || withoutZeros(each.number) === withoutZeros(words))
    .map(({ id, number, state }) => ({ kind: 'ticket', key: id, id, number, state }));
  const foundPages: Found[] = pages
    .filter(page => page.title.toLowerCase().includes(words))
    .map(page => ({ kind: 'page', key: page.path.replaceAll('/', '-'), ...page }));
  return [...foundTickets, ...foundPages].slice(0, longestList);
}

function withoutZeros(number: string): string {
  return number.toLowerCase().replace(/^([a-z]*)0+/, '$1');
}

/** The number of a complaint or a case, as registers and papers write it; `l2026-1` lacks its zeros. Null: it is none. */
export function registeredNumber(typed: string): { kind: 'complaint' | 'case'; number: string } | null {
  const [, letter, year, ordinal] = /^([tl])(\d{4})[-–—]?(\d{1,6})$/iu.exec(typed.normalize('NFKC').trim()) ?? [];
  if (letter === undefined || ordinal === undefined) return null;
  return { kind: letter.toLowerCase() === 't' ? 'complaint' : 'case', number: `${letter.toUpperCase()}${year}-${ordinal.padStart(4, '0')}` };
}
