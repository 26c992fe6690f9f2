import * as z from 'zod';
import { businessDate, commandId, instant, procedure, rowId } from './command.ts';
import { issuedTicket } from './queue.ts';

// Appointments 预约: places kept for a customer's return.

export const appointmentStates = ['booked', 'arrived', 'cancelled'] as const;

/** Places begin at quarter hours. */
export const quarterHourMinutes = 15;

export const appointment = z.object({
  id: rowId,
  visitId: rowId,
  serviceId: rowId,
  businessDate,
  appointmentAt: instant,
  /** missed: its day ended before the customer came */
  standing: z.enum([...appointmentStates, 'missed']),
  slipNumber: z.string().describe('of the slip it stands on'),
  maskedName: z.string().nullable().describe('null: nobody was looked up at the visit'),
  ticketNumber: z.string().nullable().describe('issued at check-in'),
});
export type Appointment = z.infer<typeof appointment>;

const clerk = { access: ['clerk', 'manager'] } as const;
const quarterHour = instant.multipleOf(quarterHourMinutes * 60_000);

export const appointmentsContract = {
  /**
   * Keeps a place for the return of the customer of the caller's visit; a place kept for it before moves there.
   * Errors: VISIT_NOT_FOUND, NOT_YOUR_VISIT, SERVICE_NOT_FOUND, PLACE_PAST, PLACE_AFTER_SLIP, PLACE_OUTSIDE_HOURS, DAY_CLOSED.
   */
  keepPlace: procedure.meta(clerk).input(z.object({ commandId, visitId: rowId, serviceId: rowId, appointmentAt: quarterHour })).output(appointment),
  /** Errors: APPOINTMENT_NOT_FOUND, APPOINTMENT_ARRIVED, APPOINTMENT_CANCELLED. */
  cancel: procedure.meta(clerk).input(z.object({ commandId, appointmentId: rowId })).output(appointment),
  /**
   * The customer is here: issues the ticket, as at the kiosk, with the appointment's time.
   * Errors: APPOINTMENT_NOT_FOUND, APPOINTMENT_ARRIVED, APPOINTMENT_CANCELLED, APPOINTMENT_OTHER_TIME, and those of issuing a ticket.
   */
  arrive: procedure.meta(clerk).input(z.object({ commandId, appointmentId: rowId })).output(issuedTicket),
  /** Of a business date, by time. */
  list: procedure.meta(clerk).input(z.object({ businessDate: businessDate.nullable().describe('null: today') })).output(z.array(appointment)),
  /** The place that is kept for the return from this visit, or null. */
  keptFor: procedure.meta(clerk).input(z.object({ visitId: rowId })).output(appointment.nullable()),
};
