import { describe, expect, it } from 'vitest';
import type { DeadlineRow } from '../../shared/deadlines.ts';
import { complaintChannels } from '../../shared/complaints.ts';
import { trades } from '../../shared/staff.ts';
import { defaultDeadlineTable } from '../../main/complaints/deadline-defaults.ts';
import { chooseDeadlineRow, deadlineTableProblems } from '../../main/complaints/deadline-table.ts';

const classes = [
  { id: 'service', children: [{ id: 'attitude' }, { id: 'waiting' }] },
  { id: 'report', children: [{ id: 'bribe' }] },
];
const scope = { channels: complaintChannels, classes };
const words = { suggestionBoxChannel: 'suggestionBox', reportClassId: 'report' };

/** A row that answers in so many working days. */
function aRow(id: string, more: Partial<DeadlineRow> = {}): DeadlineRow {
  return {
    id, channel: null, classId: null, fromDay: null, firstContact: null, close: null, extensions: [], sourceZh: '网点规定', sourceEn: 'House rule',
    answer: { unit: 'workingDays', amount: 4, countedFrom: 'nextDay' }, ...more,
  };
}

const chosen = (table: DeadlineRow[], channel: string, classPath: string[], day = '2026-03-02') => chooseDeadlineRow(table, { channel, classPath, day }).id;

describe('the row that holds', () => {
  const table = [aRow('all'), aRow('phone', { channel: 'phone' }), aRow('service', { classId: 'service' }), aRow('attitude', { classId: 'attitude' }), aRow('phone-service', { channel: 'phone', classId: 'service' }), aRow('phone-attitude', { channel: 'phone', classId: 'attitude' })];

  it('is the nearest by channel and by class', () => {
    expect(chosen(table, 'counter', ['report', 'bribe'])).toBe('all');
    expect(chosen(table, 'phone', ['report', 'bribe'])).toBe('phone');
    expect(chosen(table, 'counter', ['service', 'waiting'])).toBe('service');
    expect(chosen(table, 'counter', ['service', 'attitude'])).toBe('attitude');
    expect(chosen(table, 'phone', ['service', 'waiting'])).toBe('phone-service');
    expect(deadlineTableProblems(table, scope)).toEqual([]);
  });

  it('is the latest that holds already on the day of receipt', () => {
    const changed = [aRow('old'), aRow('new', { fromDay: '2026-07-01' }), aRow('newest', { fromDay: '2027-01-01' })];
    expect(['2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'].map(day => chosen(changed, 'counter', ['service'], day))).toEqual(['old', 'new', 'new', 'newest']);
    expect(deadlineTableProblems(changed, scope)).toEqual([]);
  });

  it('is refused when there is none or more than one', () => {
    expect(() => chosen([], 'counter', ['service'])).toThrow(RangeError);
    expect(() => chosen([aRow('one'), aRow('two')], 'counter', ['service'])).toThrow('one, two');
  });
});

describe('a table with a mistake', () => {
  it('is told its holes, each once for the topmost class', () => {
    const table = [aRow('phone', { channel: 'phone' }), aRow('service', { classId: 'service' }), aRow('phone-service', { channel: 'phone', classId: 'service' })];
    expect(deadlineTableProblems(table, { ...scope, channels: ['counter', 'phone'] })).toEqual([{ code: 'hole', channel: 'counter', classId: 'report', day: null }]);
  });

  it('is told a hole of every channel and class as one', () => {
    expect(deadlineTableProblems([], scope)).toEqual([{ code: 'hole', channel: null, classId: null, day: null }]);
    expect(deadlineTableProblems([aRow('phone', { channel: 'phone' })], { ...scope, channels: ['counter', 'phone'] })).toEqual([{ code: 'hole', channel: 'counter', classId: null, day: null }]);
  });

  it('is told a hole before its first day, and none after', () => {
    expect(deadlineTableProblems([aRow('new', { fromDay: '2026-07-01' })], { channels: ['counter'], classes: [{ id: 'service' }] }))
      .toEqual([{ code: 'hole', channel: null, classId: null, day: null }]);
  });

  it('is told which rows overlap: twice the same, or nearer by channel against nearer by class', () => {
    expect(deadlineTableProblems([aRow('one'), aRow('two')], { channels: ['counter'], classes: [{ id: 'service', children: [{ id: 'attitude' }] }] }))
      .toEqual([{ code: 'overlap', rowIds: ['one', 'two'], channel: 'counter', classId: 'service', day: null }]);
    expect(deadlineTableProblems([aRow('all'), aRow('one', { classId: 'waiting' }), aRow('two', { classId: 'waiting' })], scope))
      .toEqual([{ code: 'overlap', rowIds: ['one', 'two'], channel: complaintChannels[0], classId: 'waiting', day: null }]);
    expect(deadlineTableProblems([aRow('all'), aRow('phone', { channel: 'phone' }), aRow('report', { classId: 'report' })], scope))
      .toEqual([{ code: 'overlap', rowIds: ['phone', 'report'], channel: 'phone', classId: 'report', day: null }]);
  });

  it('is told an overlap that begins later, with its day', () => {
    expect(deadlineTableProblems([aRow('old'), aRow('one', { fromDay: '2026-07-01' }), aRow('two', { fromDay: '2026-07-01' })], { channels: ['counter'], classes: [{ id: 'service' }] }))
      .toEqual([{ code: 'overlap', rowIds: ['one', 'two'], channel: 'counter', classId: 'service', day: '2026-07-01' }]);
  });

  it('is told every amount that is no whole positive number, and whose it is', () => {
    const wrong = (amount: number) => aRow('all', {
      answer: { unit: 'workingDays', amount, countedFrom: 'nextDay' },
      extensions: [{ id: 'complex', nameZh: '复杂', nameEn: 'Complex', extends: ['answer'], span: { unit: 'hours', amount, within: 'hallHours' }, approvedBy: 'manager' }],
    });
    for (const amount of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
      expect(deadlineTableProblems([wrong(amount)], scope)).toEqual([
        { code: 'wrongAmount', rowIds: ['all'], at: 'answer', most: 1000 }, { code: 'wrongAmount', rowIds: ['all'], at: 'complex', most: 10_000 },
      ]);
    }
  });

  it('is told channels and classes that there are not, days that are none and ids that stand twice', () => {
    const table = [aRow('all'), aRow('all', { channel: 'fax' }), aRow('gone', { classId: 'gone' }), aRow('day', { channel: 'phone', fromDay: '2026-02-30' })];
    expect(deadlineTableProblems(table, scope)).toEqual([
      { code: 'rowTwice', rowIds: ['all'] }, { code: 'unknownChannel', rowIds: ['all'], channel: 'fax' },
      { code: 'unknownClass', rowIds: ['gone'], classId: 'gone' }, { code: 'notADay', rowIds: ['day'] },
    ]);
  });
});

describe('the table a new branch begins with', () => {
  it.each(trades)('is without problems for %s', trade => {
    expect(deadlineTableProblems(defaultDeadlineTable(trade, words), scope)).toEqual([]);
  });

  it('answers power complaints in four working days, reports in nine, and the suggestion box in two', () => {
    const table = defaultDeadlineTable('power', words);
    const answer = (channel: string, classPath: string[]) => chooseDeadlineRow(table, { channel, classPath, day: '2026-03-02' }).answer;
    expect(answer('counter', ['service', 'attitude'])).toMatchObject({ unit: 'workingDays', amount: 4 });
    expect(answer('phone', ['report', 'bribe'])).toMatchObject({ unit: 'workingDays', amount: 9 });
    expect(answer('suggestionBox', ['report', 'bribe'])).toMatchObject({ unit: 'workingDays', amount: 2 });
  });
});
