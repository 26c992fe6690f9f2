import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { appointmentsContract, type Appointment } from '../../shared/appointments.ts';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { lastDayOfSlip } from '../../shared/slips.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { readCalendar } from '../calendar/calendar-store.ts';
import { hallOpenOn } from '../complaints/deadline-ground-store.ts';
import type { Command, Queries } from '../database/database.ts';
import {
  endAppointment, findAppointment, findPlaceOf, findShownAppointment, findVisitToReturnFor, listAppointments, storePlace,
} from './appointments-store.ts';
import { findService } from './catalogue-store.ts';
import { isDayClosed } from './days-store.ts';
import { checkPlace } from './kept-places.ts';
import { presentBranch } from './live-api.ts';
import type { TicketsApi } from './tickets-api.ts';

type Inputs = BranchInputs['appointments'];
type Shown = Awaited<ReturnType<typeof listAppointments>>[number];

/** Places kept for a customer's return: kept at the counter, told by the slip, and ended by a ticket when the customer is here. */
export function appointmentsApi(parts: BranchParts, issueWithin: TicketsApi['issueWithin']) {
  const { database, clock } = parts;
  const contract = implement(appointmentsContract).$context<Caller>();
  return {
    keepPlace: contract.keepPlace.handler(call => keepPlace(commandOf(call), call.input, staffOf(call.context).staffId)),
    cancel: contract.cancel.handler(call => cancel(commandOf(call), call.input.appointmentId)),
    arrive: contract.arrive.handler(call => arrive(commandOf(call), call.input.appointmentId, call.context)),
    list: contract.list.handler(({ input }) => database.read(reader => list(reader, input.businessDate ?? today()))),
    keptFor: contract.keptFor.handler(({ input }) => database.read(reader => keptFor(reader, input.visitId))),
  };

  function today(): string {
    return businessDateOf(clock.now(), presentBranch(parts).timeZone);
  }

  async function keepPlace(command: Command, { visitId, serviceId, appointmentAt }: Inputs['keepPlace'], staffId: string): Promise<Appointment> {
    const branch = presentBranch(parts);
    const { timeZone, settings } = branch;
    return database.write(command, async tx => {
      const visit = await findVisitToReturnFor(tx, visitId) ?? refuse('VISIT_NOT_FOUND');
      if (visit.staffId !== staffId) refuse('NOT_YOUR_VISIT');
      const service = await findService(tx, serviceId);
      if (!service?.isActive) refuse('SERVICE_NOT_FOUND');
      const businessDate = businessDateOf(appointmentAt, timeZone);
      const nowMs = clock.now();
      checkPlace({ appointmentAt, businessDate }, {
        nowMs, timeZone, lastDay: lastDayOfSlip(visit.businessDate, settings.slipValidDays), hall: hallOpenOn(await readCalendar(tx), businessDate, branch), service,
      });
      if (await isDayClosed(tx, businessDate)) refuse('DAY_CLOSED', { businessDate });
      await storePlace(tx, { id: uuidv7(), visitId, serviceId, businessDate, appointmentAt, createdAt: nowMs, createdBy: staffId });
      return await keptFor(tx, visitId) ?? refuse('APPOINTMENT_NOT_FOUND');
    });
  }

  async function cancel(command: Command, appointmentId: string): Promise<Appointment> {
    return database.write(command, async tx => {
      await bookedOne(tx, appointmentId);
      await endAppointment(tx, appointmentId, { state: 'cancelled' }, clock.now());
      return asShown(tx, await findShownAppointment(tx, appointmentId) ?? refuse('APPOINTMENT_NOT_FOUND'));
    });
  }

  async function arrive(command: Command, appointmentId: string, caller: Caller): Promise<BranchOutputs['appointments']['arrive']> {
    // Only for the wait that is told, which is forecast before the write job; who may have a ticket is decided inside.
    const { serviceId, appointmentAt } = await database.read(reader => findAppointment(reader, appointmentId)) ?? refuse('APPOINTMENT_NOT_FOUND');
    const doer = { staffId: staffOf(caller).staffId, stationId: caller.connection.station?.id ?? null };
    return issueWithin(command, { serviceId, customerClass: 'appointment', appointmentAt }, doer, async (tx, issue) => {
      const booked = await bookedOne(tx, appointmentId);
      const isMoved = booked.appointmentAt !== appointmentAt || booked.serviceId !== serviceId;
      if (isMoved || booked.businessDate !== today()) refuse('APPOINTMENT_OTHER_TIME', { businessDate: booked.businessDate, appointmentAt: booked.appointmentAt });
      const issued = await issue();
      await endAppointment(tx, appointmentId, { state: 'arrived', ticketId: issued.ticket.id }, clock.now());
      return issued;
    });
  }

  /** The appointment while it is booked. Errors: APPOINTMENT_NOT_FOUND, APPOINTMENT_ARRIVED, APPOINTMENT_CANCELLED. */
  async function bookedOne(reader: Queries, appointmentId: string) {
    const found = await findAppointment(reader, appointmentId) ?? refuse('APPOINTMENT_NOT_FOUND');
    if (found.state === 'arrived') refuse('APPOINTMENT_ARRIVED', { number: found.ticketNumber ?? '' });
    if (found.state === 'cancelled') refuse('APPOINTMENT_CANCELLED');
    return found;
  }

  async function list(reader: Queries, businessDate: string): Promise<Appointment[]> {
    const isOver = await isDayOver(reader, businessDate);
    return (await listAppointments(reader, businessDate)).map(found => asAppointment(found, isOver));
  }

  async function keptFor(reader: Queries, visitId: string): Promise<Appointment | null> {
    const found = await findPlaceOf(reader, visitId);
    return found && asShown(reader, found);
  }

  async function asShown(reader: Queries, found: Shown): Promise<Appointment> {
    return asAppointment(found, await isDayOver(reader, found.businessDate));
  }

  async function isDayOver(reader: Queries, businessDate: string): Promise<boolean> {
    return businessDate < today() || isDayClosed(reader, businessDate);
  }
}

/** A place that is still kept when its day is over was missed. */
function asAppointment({ state, ...found }: Shown, isDayOver: boolean): Appointment {
  return { ...found, standing: state === 'booked' && isDayOver ? 'missed' : state };
}
