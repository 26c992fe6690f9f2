import type * as z from 'zod';
import { complaintChannels } from '../../shared/complaints.ts';
import type { complaintClassesDirective } from '../../shared/directives.ts';
import type { DeadlineRow } from '../../shared/deadlines.ts';
import { refuse } from '../../shared/errors.ts';
import type { Transaction } from '../database/database.ts';
import { checkPlace, classTree } from './class-tree.ts';
import { listClasses, setWhichReports, storeClass, type StoredClass } from './complaint-classes-store.ts';
import { deadlineTableProblems } from './deadline-table.ts';
import { readDeadlineTable, replaceDeadlineTable } from './deadline-table-store.ts';

type GivenClass = z.infer<typeof complaintClassesDirective>['classes'][number];

/**
 * Takes classes of headquarters over, known by their ids; those of the branch's own stay, except where one has the place and the
 * name of headquarters': it is retired under a longer name, and its complaints keep it.
 * Errors: COMPLAINT_CLASS_NOT_FOUND (a parent), COMPLAINT_CLASS_MISPLACED, COMPLAINT_CLASS_NAME_TAKEN, and DEADLINE_TABLE_WRONG when the table would have no row for one.
 */
export async function takeClasses(tx: Transaction, given: readonly GivenClass[]): Promise<void> {
  const ids = new Set(given.map(({ id }) => id));
  if (given.filter(({ isReport }) => isReport).length > 1) refuse('COMPLAINT_CLASS_MISPLACED', { reason: 'reports' });
  for (const { isReport, ...placed } of parentsFirst(given)) {
    const present = await listClasses(tx);
    const twin = present.find(each => !ids.has(each.id) && each.parentId === placed.parentId && each.nameZh === placed.nameZh);
    if (twin) await retire(tx, twin);
    if (isReport && (placed.parentId !== null || !placed.isActive)) refuse('COMPLAINT_CLASS_MISPLACED', { reason: 'reports' });
    // Which class is that of reports is headquarters' word too, and put down below: the present one may be moved.
    checkPlace((await listClasses(tx)).map(each => ({ ...each, isReport: false })), placed);
    await storeClass(tx, placed);
  }
  const report = given.find(({ isReport }) => isReport);
  if (report) await setWhichReports(tx, report.id);
  await checkTable(tx, await readDeadlineTable(tx));
}

/** Takes a deadline table of headquarters over as a whole. Errors: DEADLINE_TABLE_WRONG with every problem. */
export async function takeDeadlineTable(tx: Transaction, rows: readonly DeadlineRow[]): Promise<void> {
  await checkTable(tx, rows);
  await replaceDeadlineTable(tx, rows);
}

async function checkTable(tx: Transaction, rows: readonly DeadlineRow[]): Promise<void> {
  const problems = deadlineTableProblems(rows, { channels: complaintChannels, classes: classTree(await listClasses(tx)) });
  if (problems.length > 0) refuse('DEADLINE_TABLE_WRONG', { problems, hallHours: [] });
}

async function retire(tx: Transaction, { position: _, isReport: __, ...own }: StoredClass): Promise<void> {
  const mark = ['（网点原有）', ' (the branch’s own)'] as const;
  const marked = (name: string, suffix: string, longest: number) => name.slice(0, longest - suffix.length) + suffix;
  await storeClass(tx, { ...own, nameZh: marked(own.nameZh, mark[0], 30), nameEn: marked(own.nameEn, mark[1], 60), isActive: false });
}

/** In whatever order they were named: a class stands only under one that is there. */
function parentsFirst(given: readonly GivenClass[]): GivenClass[] {
  const byId = new Map(given.map(each => [each.id, each]));
  const placed = new Map<string, GivenClass>();
  const place = (of: GivenClass, above: ReadonlySet<string>): void => {
    const parent = of.parentId === null ? undefined : byId.get(of.parentId);
    if (parent && !above.has(parent.id)) place(parent, new Set([...above, parent.id]));
    placed.set(of.id, of);
  };
  for (const each of byId.values()) if (!placed.has(each.id)) place(each, new Set([each.id]));
  return [...placed.values()];
}
