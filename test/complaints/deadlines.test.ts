import { describe, expect, it } from 'vitest';
import { packagedCalendar } from '../../main/calendar/packaged-calendar.ts';
import { workCalendar } from '../../main/calendar/working-days.ts';
import { deadlineGround, defaultHallHours } from '../../main/complaints/deadline-ground.ts';
import { reckonDeadline, type DeadlineFacts } from '../../main/complaints/deadlines.ts';
import { ladderOf, defaultLadder } from '../../main/complaints/deadline-ladder.ts';

const { years, days } = packagedCalendar();
const ground = deadlineGround({ calendar: workCalendar(years, days), hours: defaultHallHours, timeZone: 'Asia/Shanghai' });

/** A moment of Chinese wall clock: `2026-09-30 17:20`. */
function at(wallClock: string): number {
  return Date.parse(`${wallClock.replace(' ', 'T')}:00+08:00`);
}

function shown(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function dueOf(receivedAt: string, term: DeadlineFacts['term'], more: Partial<DeadlineFacts> = {}): string | null {
  return shown(reckonDeadline({ receivedAt: at(receivedAt), term, ...more }, ground).dueAt);
}

const workingDays = (amount: number, countedFrom: 'sameDay' | 'nextDay' = 'nextDay') => ({ unit: 'workingDays', amount, countedFrom } as const);
const naturalDays = (amount: number, whenLastDayIsOff: 'stands' | 'movesOn' = 'stands') => ({ unit: 'naturalDays', amount, whenLastDayIsOff, countedFrom: 'nextDay' } as const);
const inHall = (amount: number, unit: 'minutes' | 'hours' = 'hours') => ({ unit, amount, within: 'hallHours', countedFrom: 'sameDay' } as const);
const roundTheClock = (amount: number) => ({ unit: 'hours', amount, within: 'roundTheClock', countedFrom: 'sameDay' } as const);

describe('a deadline in working days', () => {
  it('ends with its last day, holidays left out and make-up workdays counted', () => {
    // Thursday; National Day from 1 to 7 October, Saturday the 10th is worked.
    expect(dueOf('2026-09-30 10:00', workingDays(4))).toBe('2026-10-13 00:00');
  });
  it('counts the day of receipt when it begins the same day, unless the hall had closed', () => {
    expect(dueOf('2026-03-02 17:29', workingDays(2, 'sameDay'))).toBe('2026-03-04 00:00');
    expect(dueOf('2026-03-02 17:30', workingDays(2, 'sameDay'))).toBe('2026-03-05 00:00');
    expect(dueOf('2026-03-02 08:00', workingDays(2, 'sameDay'))).toBe('2026-03-04 00:00');
    expect(dueOf('2026-03-01 10:00', workingDays(2, 'sameDay'))).toBe('2026-03-04 00:00');
  });
});

describe('a deadline in natural days', () => {
  it('counts days off as well, and may stand on one', () => {
    expect(dueOf('2026-09-16 10:00', naturalDays(15))).toBe('2026-10-02 00:00');
  });
  it('moves on to the next working day where the table says so', () => {
    expect(dueOf('2026-09-16 10:00', naturalDays(15, 'movesOn'))).toBe('2026-10-09 00:00');
  });
});

describe('a deadline in hours', () => {
  it('runs round the clock', () => {
    expect(dueOf('2026-09-30 17:20', roundTheClock(24))).toBe('2026-10-01 17:20');
  });
  it('stands still over lunch, night and days off when it runs within hall hours', () => {
    expect(dueOf('2026-03-02 11:50', inHall(15, 'minutes'))).toBe('2026-03-02 13:35');
    expect(dueOf('2026-03-06 17:20', inHall(1))).toBe('2026-03-09 09:50');
    expect(dueOf('2026-03-06 16:30', inHall(1))).toBe('2026-03-06 17:30');
    expect(dueOf('2026-03-07 12:00', inHall(1))).toBe('2026-03-09 10:00');
    expect(dueOf('2026-10-09 17:00', inHall(1))).toBe('2026-10-10 09:30');
  });
});

describe('the ladder', () => {
  it('urges the day after, notices and supervises when so many working days have passed', () => {
    const { urge, notice, supervise } = ladderOf(at('2026-03-07 00:00'), defaultLadder, ground);
    expect([urge.day, notice.day, supervise.day]).toEqual(['2026-03-07', '2026-03-14', '2026-03-21']);
    expect(shown(urge.at)).toBe('2026-03-07 00:00');
  });
});
