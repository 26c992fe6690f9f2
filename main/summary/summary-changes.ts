import type { DaySummary, Interruptions, SummaryChange } from '../../shared/summary.ts';

/** A day before the branch was enrolled: that it is enrolled now is nothing that happened on it. */
const none: Interruptions = { count: 0, totalMs: 0, longestMs: null };

/**
 * What a later fact can make wrong, by its place in the figures. Left out is what goes on after the day by its nature: call-backs,
 * loans, deadlines, the log's witness, what headquarters has, what comes next.
 */
function lasting({ queue, lunch, keyAccounts, others, impossibleWaits, clerks, complaints, archive, incidents, ...summary }: DaySummary): Record<string, unknown> {
  const { openBefore, received, reopened, ended, openAfter, onTime, repeats } = complaints;
  const { looks, unmaskings, refused, lent, returned } = archive;
  const { outages, offline, failedPrints, clockCorrections } = incidents;
  return {
    queue, lunch, keyAccounts, others, impossibleWaits, clerks,
    services: Object.fromEntries(summary.services.map(({ prefix, issued, served, abandoned, unserved, wait, withinTarget }) => [prefix, { issued, served, abandoned, unserved, wait, withinTarget }])),
    windows: Object.fromEntries(summary.windows.map(({ number, served, service, openMs, breakMs, servingMs }) => [number, { served, service, openMs, breakMs, servingMs }])),
    doneInOneVisit: summary.doneInOneVisit, returnedForDocuments: summary.returnedForDocuments,
    complaints: { openBefore, received, reopened, ended, openAfter, onTime, repeats }, satisfaction: summary.satisfaction,
    archive: { looks, unmaskings, refused, lent, returned }, cases: summary.cases, incidents: { outages, offline: offline ?? none, failedPrints, clockCorrections },
  };
}

/** The figures that differ, by their place: `queue.served`, `windows.3.servingMs`. Both values as JSON. */
export function changesBetween(before: DaySummary, after: DaySummary): SummaryChange[] {
  const [old, present] = [flat(lasting(before)), flat(lasting(after))];
  return [...new Set([...old.keys(), ...present.keys()])].flatMap(figure => {
    const [was, is] = [old.get(figure) ?? 'null', present.get(figure) ?? 'null'];
    return was === is ? [] : [{ figure, before: was, after: is }];
  });
}

/** A share is one figure; everything else is taken apart. */
function flat(value: unknown, place = ''): Map<string, string> {
  const isApart = typeof value === 'object' && value !== null && !('part' in value);
  if (!isApart) return new Map([[place, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...flat(each, place === '' ? key : `${place}.${key}`)]));
}
