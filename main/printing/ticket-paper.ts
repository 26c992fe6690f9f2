import { charactersPerLine, type PaperWidth } from '../../shared/printing.ts';
import type { CustomerClass } from '../../shared/queue.ts';
import { atLeft, plain } from './receipt-text.ts';

export interface TicketPaper {
  branchName: string;
  ticketId: string;
  number: string;
  nameZh: string;
  nameEn: string;
  customerClass: CustomerClass;
  /** as told at issue; null when nobody could tell */
  peopleAhead: number | null;
  waitMinutes: { from: number; to: number } | null;
  /** 'MM-DD HH:mm' in the branch's time zone */
  issuedAt: string;
  /** 'HH:mm' */
  appointmentAt: string | null;
  requiredDocuments: readonly { zh: string; en: string }[];
  notice: { zh: string; en: string } | null;
  /** 1 for the first paper; later ones say so, since two papers with one number may be about */
  attempt: number;
}

const classWords: Partial<Record<CustomerClass, string>> = { priority: '优先 Priority', keyAccount: '大客户 Key account' };

/** A queue ticket as a receiptline document for paper of this width: Chinese first, an English line below. */
export function ticketPaper(ticket: TicketPaper, widthMm: PaperWidth): string {
  const characters = charactersPerLine[widthMm];
  const rule = '\\-'.repeat(characters);
  const left = (words: string, indent = 0) => atLeft(words, characters, indent);
  const { waitMinutes: wait, appointmentAt, notice } = ticket;
  const lines = [
    plain(ticket.branchName),
    '',
    `^^^^^^^${plain(ticket.number)}`,
    '',
    `^^${plain(ticket.nameZh)}`,
    plain(ticket.nameEn),
    ...(classWords[ticket.customerClass] ? [classWords[ticket.customerClass] ?? ''] : []),
    ...(appointmentAt === null ? [] : [`预约 Appointment ${plain(appointmentAt)}`]),
    ...(ticket.attempt > 1 ? [`补打 Reprint ${ticket.attempt}`] : []),
    rule,
    ...(ticket.peopleAhead === null ? [] : left(`前面 ${ticket.peopleAhead} 人 People ahead: ${ticket.peopleAhead}`)),
    ...(wait ? [...left(`预计等候 ${span(wait)} 分钟`), ...left(`About ${span(wait)} min to wait`)] : []),
    ...left(`取号 Taken ${ticket.issuedAt}`),
    ...(ticket.requiredDocuments.length > 0 ? [rule, ...left('请备好 Please have ready'), ...ticket.requiredDocuments.flatMap(({ zh, en }) => [...left(`· ${zh}`), ...left(en, 3)])] : []),
    ...(notice ? [rule, ...left(`通告 ${notice.zh}`), ...(notice.en ? left(notice.en) : [])] : []),
    rule,
    `{code:${ticket.ticketId};option:qrcode 6 m}`,
    '',
    '请留意叫号屏和广播',
    'Watch the display and listen',
  ];
  return lines.join('\n');
}

function span({ from, to }: { from: number; to: number }): string {
  return from === to ? `${to}` : `${from}-${to}`;
}
