import type { TicketScope } from '../../shared/summary.ts';
import type { DayTicket } from './queue-figures.ts';

/** Lunch: from 11:30 until 13:30, in minutes since midnight. */
const lunch = { from: 11 * 60 + 30, until: 13 * 60 + 30 };

/** Reads the branch's wall clock: minutes since midnight. */
export type MinuteOfDay = (atMs: number) => number;

/**
 * The part of the tickets that was issued in the lunch hours, or to key accounts, or to everybody else; of one service, window
 * (where it was called last) or half hour of issue. Source: product rules, Daily summary, 1.
 */
export function ticketsOf(tickets: readonly DayTicket[], { serviceId, windowId, halfHour, part }: TicketScope, minuteOfDay: MinuteOfDay): DayTicket[] {
  return tickets.filter(ticket =>
    (serviceId === undefined || ticket.serviceId === serviceId)
    && (windowId === undefined || ticket.windowId === windowId)
    && (halfHour === undefined || halfHourOf(minuteOfDay(ticket.issuedAt)) === halfHour)
    && (part !== 'lunch' || isLunch(minuteOfDay(ticket.issuedAt)))
    && (part !== 'keyAccounts' || ticket.customerClass === 'keyAccount')
    && (part !== 'others' || ticket.customerClass !== 'keyAccount'));
}

/** The start of the half hour, in minutes since midnight. */
export function halfHourOf(minute: number): number {
  return Math.floor(minute / 30) * 30;
}

function isLunch(minute: number): boolean {
  return minute >= lunch.from && minute < lunch.until;
}
