import { expect, test } from 'vitest';
import { differenceOf } from '../../main/headquarters/publication-difference.ts';
import { publicationProblems } from '../../main/headquarters/publication-problems.ts';
import { starterOf } from '../../main/headquarters/publication-starters.ts';
import { bodyInForce } from '../../main/headquarters/published-items.ts';
import { publishable } from '../../shared/console-publishing.ts';

const year = (...days: string[]) => ({ year: 2027, days: days.map(day => ({ day, kind: 'holiday' as const, nameZh: '元旦', nameEn: 'New Year' })) });
let made = 0;
const newId = () => `00000000-0000-7000-8000-${String(made += 1).padStart(12, '0')}`;

test('a year that is published again takes the place of the one before: days that are gone are told', () => {
  const { items, unchanged } = differenceOf('calendarYear', [year('2027-01-01', '2027-01-02')], year('2027-01-01', '2027-01-03'));
  expect(items.map(({ how, key }) => [how, key])).toEqual([['added', '2027-01-03'], ['removed', '2027-01-02']]);
  expect(unchanged).toBe(1);
});

test('a setting published without its lock keeps the lock it had', () => {
  const bodies = [{ values: { idleLockMinutes: 5 }, locked: ['idleLockMinutes'], unlocked: [] }, { values: { idleLockMinutes: 9 }, locked: [], unlocked: [] }];
  expect(bodyInForce('settings', bodies)).toEqual({ values: { idleLockMinutes: 9 }, locked: ['idleLockMinutes'], unlocked: [] });
});

test('the customary classes and deadline table of every trade may be published as they are', () => {
  for (const trade of ['power', 'bank', 'insurance', 'property'] as const) {
    const classes = starterOf({ kind: 'complaintClasses', trade }, [], newId);
    const table = starterOf({ kind: 'deadlineTable', trade }, [classes], newId);
    const withoutClasses = starterOf({ kind: 'deadlineTable', trade }, [], newId);
    const published = { classes: [classes], today: '2026-11-28' };
    expect(publicationProblems(publishable.parse({ kind: 'complaintClasses', body: classes }), { classes: [], today: '2026-11-28' })).toEqual([]);
    expect(publicationProblems(publishable.parse({ kind: 'deadlineTable', body: table }), published)).toEqual([]);
    expect(publicationProblems(publishable.parse({ kind: 'deadlineTable', body: withoutClasses }), { classes: [], today: '2026-11-28' })).toEqual([]);
  }
});

test('a table with a hole is told with channel and class; a class below itself is told by name', () => {
  const classes = { classes: [{ id: newId(), parentId: null, nameZh: '服务', nameEn: 'Service', isActive: true, isReport: false }] };
  const row = { id: 'box', channel: 'suggestionBox', classId: null, fromDay: null, firstContact: null, answer: null, close: null, extensions: [], sourceZh: '规定', sourceEn: 'Rule' };
  expect(publicationProblems(publishable.parse({ kind: 'deadlineTable', body: { rows: [row] } }), { classes: [classes], today: '2026-11-28' })).toContainEqual({ code: 'table.hole', data: { channel: 'phone', className: '', day: '' } });
  const [only] = classes.classes;
  const circle = publishable.parse({ kind: 'complaintClasses', body: { classes: [{ ...only, parentId: only?.id }] } });
  expect(publicationProblems(circle, { classes: [], today: '2026-11-28' })).toContainEqual({ code: 'underItself', data: { name: '服务' } });
});

test('a roster in which somebody is administrator and auditor is not published', () => {
  const roster = publishable.parse({ kind: 'staff', body: { staff: [{ loginName: 'li', name: '李', roles: ['administrator', 'auditor'], isActive: true }, { loginName: 'li', name: '李', roles: ['clerk'], isActive: true }] } });
  expect(publicationProblems(roster, { classes: [], today: '2026-11-28' })).toEqual([{ code: 'loginNameTwice', data: { key: 'li' } }, { code: 'rolesNotSeparated', data: { name: '李' } }]);
});
