import { addDays } from './calendar.ts';

/** The number of the slip 一次性告知书 of a visit: the business date and the number of its ticket. */
export function slipNumberOf(businessDate: string, ticketNumber: string): string {
  return `${businessDate.replaceAll('-', '')}-${ticketNumber}`;
}

/** The last business date on which the slip of a visit on `visitDate` holds: so many natural days later. */
export function lastDayOfSlip(visitDate: string, slipValidDays: number): string {
  return addDays(visitDate, slipValidDays);
}
