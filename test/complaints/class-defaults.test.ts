import { describe, expect, test } from 'vitest';
import { complaintChannels } from '../../shared/complaints.ts';
import { trades } from '../../shared/staff.ts';
import { defaultClasses } from '../../main/complaints/class-defaults.ts';
import { defaultDeadlineTable } from '../../main/complaints/deadline-defaults.ts';
import { deadlineTableProblems, type DeadlineClass } from '../../main/complaints/deadline-table.ts';

function classesOf(trade: (typeof trades)[number]) {
  let next = 0;
  return defaultClasses(trade, () => `class-${next += 1}`);
}

describe.each(trades)('the classes a %s hall begins with', trade => {
  const classes = classesOf(trade);

  test('are enough to begin with, named in both languages, never twice under one parent', () => {
    expect(classes.length).toBeGreaterThanOrEqual(trade === 'power' ? 25 : 15);
    for (const { nameZh, nameEn } of classes) expect(nameZh.length > 0 && nameEn.length > 0 && nameZh.length <= 30 && nameEn.length <= 60).toBe(true);
    expect(new Set(classes.map(({ parentId, nameZh }) => `${parentId}/${nameZh}`)).size).toBe(classes.length);
  });

  test('stand after the one they lie under, three deep at most', () => {
    const depth = new Map<string, number>();
    for (const { id, parentId } of classes) {
      const above = parentId === null ? 0 : depth.get(parentId);
      if (above === undefined) throw new Error(`${id} stands before its parent`);
      depth.set(id, above + 1);
    }
    expect(Math.max(...depth.values())).toBeLessThanOrEqual(3);
  });

  test('have one class of reports, and the default deadline table leaves no class out', () => {
    const [report, ...others] = classes.filter(({ isReport }) => isReport);
    expect([report?.nameZh, others]).toEqual(['举报', []]);
    const treeUnder = (parentId: string | null): DeadlineClass[] => classes.filter(each => each.parentId === parentId).map(({ id }) => ({ id, children: treeUnder(id) }));
    const table = defaultDeadlineTable(trade, { suggestionBoxChannel: 'suggestionBox', reportClassId: report?.id ?? '' });
    expect(deadlineTableProblems(table, { channels: complaintChannels, classes: treeUnder(null) })).toEqual([]);
  });
});
