import { dayNumberOf } from '../../shared/calendar.ts';
import { deadlineKinds, type DeadlineRow, type DeadlineTableProblem } from '../../shared/deadlines.ts';
import { amountFault } from './time-span.ts';

/** A class of complaints with those below it, for checking that a table leaves none out. */
export interface DeadlineClass {
  id: string;
  children?: readonly DeadlineClass[];
}

/** What a row is chosen by. */
export interface RowKey {
  channel: string;
  /** from the root of the class tree down to the complaint's class */
  classPath: readonly string[];
  /** the business date of the receipt */
  day: string;
}

/**
 * The row of the table that holds for a complaint: the one of its channel before one of every channel, the one of its class
 * before one of a class above it, and of the same channel and class the latest that holds already.
 *
 * Throws a RangeError when no row holds or several hold equally well; `deadlineTableProblems` finds that beforehand.
 */
export function chooseDeadlineRow(table: readonly DeadlineRow[], key: RowKey): DeadlineRow {
  const best = bestRows(table, key);
  if (best.length !== 1) {
    throw new RangeError(best.length === 0 ? 'no row of the deadline table holds' : `several rows of the deadline table hold: ${best.map(({ id }) => id).join(', ')}`);
  }
  return best[0]!;
}

/**
 * Everything that is wrong with a table: unknown channels and classes, amounts and days that are none, rows that stand twice, and for
 * every channel and class on every day from which a row holds, whether no row holds (a hole) or several do (an overlap). A hole is
 * told once, for the topmost class of the tree and the first day that has it; one of every class or channel with null in its place.
 * Rows that overlap are told once, with the first place where they do. An empty list: the table may be used.
 */
export function deadlineTableProblems(table: readonly DeadlineRow[], { channels, classes }: { channels: readonly string[]; classes: readonly DeadlineClass[] }): DeadlineTableProblem[] {
  const problems: DeadlineTableProblem[] = [];
  const known = new Set(allIds(classes));
  const seen = new Set<string>();
  for (const row of table) {
    if (seen.has(row.id)) problems.push({ code: 'rowTwice', rowIds: [row.id] });
    seen.add(row.id);
    if (row.channel !== null && !channels.includes(row.channel)) problems.push({ code: 'unknownChannel', rowIds: [row.id], channel: row.channel });
    if (row.classId !== null && !known.has(row.classId)) problems.push({ code: 'unknownClass', rowIds: [row.id], classId: row.classId });
    if (row.fromDay !== null && !isDay(row.fromDay)) problems.push({ code: 'notADay', rowIds: [row.id] });
    problems.push(...wrongAmounts(row));
  }
  // With days that are none nothing can be said about which row holds when.
  if (problems.some(({ code }) => code === 'notADay')) return problems;
  const holes: Hole[] = [];
  const overlaps = new Map<string, DeadlineTableProblem>();
  for (const channel of channels) {
    const toldAbove = new Set<string>();
    for (const day of daysOfChange(table)) checkClasses(classes, [], channel, day, toldAbove);
  }
  const roots = classes.map(({ id }) => id);
  return [...problems, ...together(together(holes, 'classId', roots), 'channel', channels), ...overlaps.values()];

  function checkClasses(of: readonly DeadlineClass[], above: readonly string[], channel: string, day: string | null, told: Set<string>): void {
    for (const { id, children = [] } of of) {
      const classPath = [...above, id];
      const rowIds = bestRows(table, { channel, classPath, day: day ?? beforeAll }).map(row => row.id);
      if (rowIds.length > 1) {
        const rows = rowIds.join('\n');
        if (!overlaps.has(rows)) overlaps.set(rows, { code: 'overlap', rowIds, channel, classId: id, day });
      } else if (rowIds.length === 0 && !classPath.some(each => told.has(each))) {
        holes.push({ code: 'hole', channel, classId: id, day });
        told.add(id);
      }
      checkClasses(children, classPath, channel, day, told);
    }
  }
}

const beforeAll = '0000-01-01';

type Hole = Extract<DeadlineTableProblem, { code: 'hole' }>;

/** Holes at each of `all` are told as one, with null for all of them. */
function together(holes: readonly Hole[], at: 'channel' | 'classId', all: readonly string[]): Hole[] {
  const alike = new Map<string, Hole[]>();
  for (const hole of holes) {
    const elsewhere = JSON.stringify({ ...hole, [at]: null });
    alike.set(elsewhere, [...alike.get(elsewhere) ?? [], hole]);
  }
  return [...alike.values()].flatMap(found => all.every(each => found.some(hole => hole[at] === each))
    ? [{ ...found[0]!, [at]: null }, ...found.filter(hole => !all.includes(hole[at] ?? ''))] : found);
}

/** The rows that hold and to which no other that holds is nearer: one in a table without problems. */
function bestRows(table: readonly DeadlineRow[], { channel, classPath, day }: RowKey): DeadlineRow[] {
  const holding = table.filter(row => (row.channel === null || row.channel === channel)
    && (row.classId === null || classPath.includes(row.classId)) && (row.fromDay === null || row.fromDay <= day));
  if (holding.length <= 1) return holding;
  const depth = (row: DeadlineRow) => row.classId === null ? -1 : classPath.indexOf(row.classId);
  const isNearer = (one: DeadlineRow, other: DeadlineRow): boolean => {
    const [byChannel, byClass] = [Number(one.channel !== null) - Number(other.channel !== null), depth(one) - depth(other)];
    if (byChannel === 0 && byClass === 0) return (one.fromDay ?? '') > (other.fromDay ?? '');
    // A row nearer by channel and one nearer by class contradict each other: neither wins.
    return byChannel >= 0 && byClass >= 0;
  };
  return holding.filter(row => !holding.some(other => other !== row && isNearer(other, row)));
}

function daysOfChange(table: readonly DeadlineRow[]): (string | null)[] {
  return [null, ...[...new Set(table.flatMap(({ fromDay }) => fromDay ?? []))].sort()];
}

function wrongAmounts(row: DeadlineRow): DeadlineTableProblem[] {
  const spans = [
    ...deadlineKinds.flatMap(kind => row[kind] ? [{ at: kind as string, span: row[kind] }] : []),
    ...row.extensions.map(({ id, span }) => ({ at: id, span })),
  ];
  return spans.flatMap(({ at, span }) => {
    const fault = amountFault(span);
    return fault ? [{ code: 'wrongAmount' as const, rowIds: [row.id], at, most: fault.most }] : [];
  });
}

function isDay(text: string): boolean {
  try {
    dayNumberOf(text);
    return true;
  } catch {
    return false;
  }
}

function allIds(classes: readonly DeadlineClass[]): string[] {
  return classes.flatMap(({ id, children = [] }) => [id, ...allIds(children)]);
}
