import { and, desc, eq, lt } from 'drizzle-orm';
import { quarterHourMinutes } from '../../../shared/appointments.ts';
import { businessDateOf } from '../../../shared/business-date.ts';
import { dayNumberOf } from '../../../shared/calendar.ts';
import { zoneDays } from '../../../shared/zone-days.ts';
import { readCalendar } from '../../calendar/calendar-store.ts';
import { businessTypes, visitItems, visits } from '../../counter/counter-schema.ts';
import type { Transaction } from '../../database/database.ts';
import { appointments } from '../../queue/appointments-schema.ts';
import { tickets } from '../../queue/queue-schema.ts';
import type { SeededRandom } from './seeded-random.ts';

const minuteMs = 60_000;
const quarterHourMs = quarterHourMinutes * minuteMs;
/** Of today, minutes from the next quarter hour on; and times of the next working day, minutes since midnight. */
const [laterToday, nextWorkingDay] = [[0, 15, 45], [9 * 60 + 30, 10 * 60 + 15]];

/** Places kept for some of those who lacked documents on the days before: later today, and on the next working day. */
export async function insertAppointments(tx: Transaction, { random, timeZone, now }: { random: SeededRandom; timeZone: string; now: number }): Promise<void> {
  const today = businessDateOf(now, timeZone);
  const next = dayNumberOf((await readCalendar(tx)).addWorkingDays(today, 1).day);
  const nextQuarterHour = Math.ceil(now / quarterHourMs) * quarterHourMs;
  // However late it is shown.
  const lastToday = zoneDays(timeZone).startOf(dayNumberOf(today) + 1) - quarterHourMs;
  const times = [...laterToday.map(minutes => Math.min(nextQuarterHour + minutes * minuteMs, lastToday)), ...nextWorkingDay.map(minutes => zoneDays(timeZone).momentOn(next, minutes))];
  const returning = await tx.selectDistinct({ visitId: visits.id, serviceId: businessTypes.serviceId, createdBy: visits.staffId, createdAt: visits.finishedAt })
    .from(visits)
    .innerJoin(tickets, eq(tickets.id, visits.ticketId))
    .innerJoin(visitItems, and(eq(visitItems.visitId, visits.id), eq(visitItems.result, 'incompleteDocuments')))
    .innerJoin(businessTypes, eq(businessTypes.id, visitItems.businessTypeId))
    .where(lt(tickets.businessDate, today)).groupBy(visits.id).orderBy(desc(visits.startedAt)).limit(times.length);
  await tx.insert(appointments).values(returning.map(({ createdAt, ...visit }, index) => {
    const appointmentAt = times[index] ?? nextQuarterHour;
    return { id: random.id(createdAt ?? now), ...visit, businessDate: businessDateOf(appointmentAt, timeZone), appointmentAt, state: 'booked' as const, createdAt: createdAt ?? now };
  }));
}
