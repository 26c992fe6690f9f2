import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/calendar.ts';
import { defaultHallHours, type HallHours } from '../../shared/deadlines.ts';
import { packagedCalendar } from '../../main/calendar/packaged-calendar.ts';
import { workCalendar, type CalendarDay } from '../../main/calendar/working-days.ts';
import { deadlineGround } from '../../main/complaints/deadline-ground.ts';
import { reckonDeadline, type DeadlineFacts } from '../../main/complaints/deadlines.ts';
import { defaultLadder, ladderOf } from '../../main/complaints/deadline-ladder.ts';
import { explainDeadline } from '../../main/complaints/deadline-lines.ts';

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

describe('a pause', () => {
  const pause = (from: string, until: string | null) => ({ reason: 'awaitingCustomer' as const, from: at(from), until: until === null ? null : at(until) });

  it('costs the days at whose end it stood', () => {
    expect(dueOf('2026-03-02 10:00', workingDays(4))).toBe('2026-03-07 00:00');
    expect(dueOf('2026-03-02 10:00', workingDays(4), { pauses: [pause('2026-03-03 10:00', '2026-03-03 17:00')] })).toBe('2026-03-07 00:00');
    expect(dueOf('2026-03-02 10:00', workingDays(4), { pauses: [pause('2026-03-03 10:00', '2026-03-05 09:00')] })).toBe('2026-03-11 00:00');
  });
  it('costs hours what it lasted, and two at once count once', () => {
    const pauses = [pause('2026-03-02 12:00', '2026-03-02 15:00'), pause('2026-03-02 14:00', '2026-03-02 16:00')];
    expect(dueOf('2026-03-02 10:00', roundTheClock(24), { pauses })).toBe('2026-03-03 14:00');
  });
  it('that is still open leaves no due moment, but what was left', () => {
    const facts = { receivedAt: at('2026-03-02 10:00'), pauses: [pause('2026-03-04 10:00', null)] };
    expect(reckonDeadline({ ...facts, term: workingDays(4) }, ground)).toEqual({ dueAt: null, lastDay: null, paused: { since: at('2026-03-04 10:00'), leftDays: 3 }, provisionalYears: [] });
    expect(reckonDeadline({ ...facts, term: roundTheClock(72) }, ground).paused).toEqual({ since: at('2026-03-04 10:00'), leftMs: 24 * 3_600_000 });
  });
  it('that began when the deadline had passed changes nothing', () => {
    expect(dueOf('2026-03-02 10:00', workingDays(4), { pauses: [pause('2026-03-07 00:00', null)] })).toBe('2026-03-07 00:00');
  });
});

describe('an extension', () => {
  const fifteenDays = { unit: 'naturalDays', amount: 15, whenLastDayIsOff: 'stands' } as const;

  it('adds to the deadline as it stood: 15 days, 30, then 30 more', () => {
    const complex = { approvedAt: at('2026-03-10 09:00'), span: fifteenDays };
    const particularly = { approvedAt: at('2026-03-30 09:00'), span: { ...fifteenDays, amount: 30 } };
    expect(dueOf('2026-03-02 10:00', naturalDays(15))).toBe('2026-03-18 00:00');
    expect(dueOf('2026-03-02 10:00', naturalDays(15), { extensions: [complex] })).toBe('2026-04-02 00:00');
    expect(dueOf('2026-03-02 10:00', naturalDays(15), { extensions: [complex, particularly] })).toBe('2026-05-02 00:00');
  });
  it('that was approved at the due moment or later adds nothing', () => {
    expect(dueOf('2026-03-02 10:00', naturalDays(15), { extensions: [{ approvedAt: at('2026-03-18 00:00'), span: fifteenDays }] })).toBe('2026-03-18 00:00');
  });
  it('that was in time when it was approved stays so, whatever calendar arrives later', () => {
    const approvedAt = at('2026-03-18 09:00');
    expect(dueOf('2026-03-02 10:00', naturalDays(15), { extensions: [{ approvedAt, span: fifteenDays, dueAtThen: at('2026-03-19 00:00') }] })).toBe('2026-04-02 00:00');
  });
});

describe('a deadline in a year that is not announced', () => {
  const facts = { receivedAt: at('2026-12-30 10:00'), term: workingDays(4) };
  const announced: CalendarDay[] = [{ day: '2027-01-01', kind: 'holiday' }, { day: '2027-01-02', kind: 'holiday' }, { day: '2027-01-03', kind: 'makeUpWorkday' }];
  const groundWith2027 = deadlineGround({ calendar: workCalendar([...years, 2027], [...days, ...announced]), hours: defaultHallHours, timeZone: 'Asia/Shanghai' });

  it('is provisional and names the year, and changes when the calendar arrives', () => {
    const before = explainDeadline(facts, ground);
    expect([before.deadline.lastDay, before.deadline.provisionalYears]).toEqual(['2027-01-05', [2027]]);
    expect(before.lines).toContainEqual({ code: 'provisional', years: [2027] });

    const after = explainDeadline(facts, groundWith2027);
    // New Year's Day is off, the Sunday after it is worked.
    expect([after.deadline.lastDay, after.deadline.provisionalYears]).toEqual(['2027-01-05', []]);
    expect(storyOf(facts, groundWith2027)).not.toEqual(storyOf(facts, ground));
    expect(reckonDeadline({ ...facts, term: workingDays(2) }, ground).lastDay).toBe('2027-01-01');
    expect(reckonDeadline({ ...facts, term: workingDays(2) }, groundWith2027).lastDay).toBe('2027-01-03');
    expect(storyOf(facts, groundWith2027).filter(line => line.includes('01-0'))).toEqual([
      'skipped holiday 2027-01-01–2027-01-02', 'countedDays 1 makeUpWorkday 2027-01-03–2027-01-03', 'countedDays 2 workday 2027-01-04–2027-01-05', 'due 2027-01-05',
    ]);
  });
  it('is not provisional when it needs no calendar, or ends before the year', () => {
    expect(reckonDeadline({ ...facts, term: naturalDays(15) }, ground).provisionalYears).toEqual([]);
    expect(reckonDeadline({ ...facts, term: roundTheClock(72) }, ground).provisionalYears).toEqual([]);
    expect(reckonDeadline({ ...facts, term: workingDays(1) }, ground).provisionalYears).toEqual([]);
    expect(reckonDeadline({ ...facts, term: inHall(24) }, ground).provisionalYears).toEqual([2027]);
  });
});

describe('the lines of a deadline', () => {
  it('tell of working days which were counted and which were not, and why', () => {
    const facts = {
      receivedAt: at('2026-09-29 17:40'), term: workingDays(4),
      pauses: [{ reason: 'awaitingAppraisal' as const, from: at('2026-10-08 09:00'), until: at('2026-10-09 09:00') }],
    };
    expect(storyOf(facts, ground)).toEqual([
      'received 2026-09-29', 'skipped dayOfReceipt 2026-09-29–2026-09-29', 'countingStarts 2026-09-30',
      'countedDays 1 workday 2026-09-30–2026-09-30', 'skipped holiday 2026-10-01–2026-10-07', 'skipped pause awaitingAppraisal 2026-10-08–2026-10-08',
      'countedDays 1 workday 2026-10-09–2026-10-09', 'countedDays 1 makeUpWorkday 2026-10-10–2026-10-10', 'skipped weekend 2026-10-11–2026-10-11',
      'countedDays 1 workday 2026-10-12–2026-10-12', 'due 2026-10-12',
    ]);
  });
  it('tell of hours within hall hours every session, lunch and night', () => {
    expect(storyOf({ receivedAt: at('2026-03-06 11:30'), term: inHall(5) }, ground)).toEqual([
      'received 2026-03-06', 'countingStarts 2026-03-06', 'countedTime 30 min 2026-03-06–2026-03-06', 'skipped lunch 2026-03-06–2026-03-06',
      'countedTime 240 min 2026-03-06–2026-03-06', 'skipped closed 2026-03-06–2026-03-06', 'skipped weekend 2026-03-07–2026-03-08',
      'skipped closed 2026-03-09–2026-03-09', 'countedTime 30 min 2026-03-09–2026-03-09', 'due 2026-03-09',
    ]);
  });
  it('tell of many hours by runs of days', () => {
    expect(storyOf({ receivedAt: at('2026-03-02 09:00'), term: inHall(70) }, ground)).toEqual([
      'received 2026-03-02', 'countingStarts 2026-03-02', 'countedTime 2100 min 2026-03-02–2026-03-06', 'skipped closed 2026-03-06–2026-03-06',
      'skipped weekend 2026-03-07–2026-03-08', 'skipped closed 2026-03-09–2026-03-09', 'countedTime 2100 min 2026-03-09–2026-03-13', 'due 2026-03-13',
    ]);
  });
  it('tell that the last day was off and moved on, and of extensions in time and too late', () => {
    const span = { unit: 'workingDays', amount: 1 } as const;
    const facts = { receivedAt: at('2026-09-16 10:00'), term: naturalDays(15, 'movesOn'), extensions: [{ approvedAt: at('2026-10-08 10:00'), span }, { approvedAt: at('2026-10-20 10:00'), span }] };
    expect(storyOf(facts, ground)).toEqual([
      'received 2026-09-16', 'skipped dayOfReceipt 2026-09-16–2026-09-16', 'countingStarts 2026-09-17', 'countedDays 15 anyDay 2026-09-17–2026-10-01',
      'movedOn 2026-10-02–2026-10-08', 'extended', 'countedDays 1 workday 2026-10-09–2026-10-09', 'extensionTooLate', 'due 2026-10-09',
    ]);
  });
  it('tell what was paused and what was left', () => {
    const facts = { receivedAt: at('2026-03-02 10:00'), term: workingDays(4), pauses: [{ reason: 'inCourt' as const, from: at('2026-03-04 10:00'), until: null }] };
    expect(storyOf(facts, ground)).toEqual(['received 2026-03-02', 'skipped dayOfReceipt 2026-03-02–2026-03-02', 'countingStarts 2026-03-03', 'countedDays 1 workday 2026-03-03–2026-03-03', 'stillPaused inCourt 3 days']);
  });
});

describe('what is no question', () => {
  it('is refused: a receipt that is no time, an amount that is none, a pause that ends before it begins', () => {
    for (const receivedAt of [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 8.64e15]) expect(() => reckonDeadline({ receivedAt, term: workingDays(1) }, ground)).toThrow(RangeError);
    for (const amount of [0, -1, 1.5, Number.NaN, 1001]) expect(() => dueOf('2026-03-02 10:00', workingDays(amount))).toThrow(RangeError);
    const pauses = [{ reason: 'inCourt' as const, from: 2, until: 1 }];
    expect(() => dueOf('2026-03-02 10:00', workingDays(1), { pauses })).toThrow('before it begins');
  });
  it('is refused: hall hours that overlap or are no times, a zone that is none', () => {
    const withMonday = (...sessions: HallHours['holiday']): HallHours => ({ ...defaultHallHours, weekdays: [[], sessions, [], [], [], [], []] });
    const groundOf = (hours: HallHours, timeZone = 'Asia/Shanghai') => () => deadlineGround({ calendar: workCalendar(years, days), hours, timeZone });
    expect(groundOf(withMonday({ opensAt: '09:00', closesAt: '12:00' }, { opensAt: '11:00', closesAt: '17:00' }))).toThrow('overlap');
    expect(groundOf(withMonday({ opensAt: '12:00', closesAt: '09:00' }))).toThrow(RangeError);
    for (const opensAt of ['9:00', '24:01', '12:60', '']) expect(groundOf(withMonday({ opensAt, closesAt: '24:00' }))).toThrow('not a time of day');
    expect(groundOf(defaultHallHours, 'Asia/Nowhere')).toThrow(RangeError);
  });
  it('is refused rather than walked for ever: a hall that never opens, a calendar in which nobody works', () => {
    const neverOpen: HallHours = { weekdays: [[], [], [], [], [], [], []], holiday: [], makeUpWorkday: [] };
    const closed = deadlineGround({ calendar: workCalendar(years, days), hours: neverOpen, timeZone: 'Asia/Shanghai' });
    expect(() => reckonDeadline({ receivedAt: at('2026-03-02 10:00'), term: inHall(1) }, closed)).toThrow('does not open');
    const idle = Array.from({ length: 1800 }, (_, nth): CalendarDay => ({ day: addDays('2025-01-01', nth), kind: 'holiday' }));
    const asleep = deadlineGround({ calendar: workCalendar([2025, 2026, 2027, 2028, 2029], idle), hours: defaultHallHours, timeZone: 'Asia/Shanghai' });
    expect(() => reckonDeadline({ receivedAt: at('2026-03-02 10:00'), term: workingDays(1) }, asleep)).toThrow('no working day');
  });
});

describe('the ladder', () => {
  it('urges the day after, notices and supervises when so many working days have passed', () => {
    const { urge, notice, supervise } = ladderOf(at('2026-03-07 00:00'), defaultLadder, ground);
    expect([urge.day, notice.day, supervise.day]).toEqual(['2026-03-07', '2026-03-14', '2026-03-21']);
    expect(shown(urge.at)).toBe('2026-03-07 00:00');
  });
});

/** The lines as words, without their moments. */
function storyOf(facts: DeadlineFacts, on: typeof ground): string[] {
  return explainDeadline(facts, on).lines.map(line => {
    switch (line.code) {
      case 'received': case 'countingStarts': return `${line.code} ${line.day}`;
      case 'countedDays': return `${line.code} ${line.days} ${line.dayKind} ${line.firstDay}–${line.lastDay}`;
      case 'countedTime': return `${line.code} ${line.ms / 60_000} min ${line.firstDay}–${line.lastDay}`;
      case 'skipped': return [line.code, line.why, ...line.pauseReasons, `${line.firstDay}–${line.lastDay}`].join(' ');
      case 'movedOn': return `${line.code} ${line.firstDay}–${line.lastDay}`;
      case 'stillPaused': return `${line.code} ${line.reasons.join()} ${line.leftDays} days`;
      case 'due': return `${line.code} ${line.lastDay}`;
      default: return line.code;
    }
  });
}
