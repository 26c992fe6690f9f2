import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarDays, calendarYears } from '../../main/calendar/calendar-schema.ts';
import { addPackagedYears, readCalendar } from '../../main/calendar/calendar-store.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

describe('the calendar of the branch', () => {
  it('is filled with the announced years at the first start, once', async () => {
    const added = await database.change(tx => addPackagedYears(tx, database.clock.now()));
    expect(added).toContain(2026);
    expect(await database.change(tx => addPackagedYears(tx, database.clock.now()))).toEqual([]);
    const calendar = await database.read(readCalendar);
    expect(calendar.addWorkingDays('2026-02-13', 1)).toEqual({ day: '2026-02-14', isProvisional: false });
    expect(calendar.addWorkingDays('2026-02-14', 1)).toEqual({ day: '2026-02-24', isProvisional: false });
    expect(calendar.isWorkingDay('2027-01-01').isProvisional).toBe(true);
  });

  it('before it is filled takes every day for provisional', async () => {
    const calendar = await database.read(readCalendar);
    expect(calendar.isWorkingDay('2026-03-02')).toEqual({ isWorkingDay: true, isProvisional: true });
  });

  it('leaves a year that headquarters has set as it is', async () => {
    await database.change(async tx => {
      await tx.insert(calendarYears).values({ year: 2026, source: 'headquarters', setAt: 1 });
      await tx.insert(calendarDays).values({ day: '2026-03-02', year: 2026, kind: 'holiday', nameZh: '停电检修', nameEn: 'Outage' });
    });
    await database.change(tx => addPackagedYears(tx, database.clock.now()));
    const calendar = await database.read(readCalendar);
    expect(calendar.isWorkingDay('2026-03-02').isWorkingDay).toBe(false);
    expect(calendar.isWorkingDay('2026-10-01').isWorkingDay).toBe(true);
    expect(calendar.isWorkingDay('2025-10-01').isWorkingDay).toBe(false);
  });
});
