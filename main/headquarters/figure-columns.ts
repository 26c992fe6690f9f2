import type { PeriodFigures } from '../../shared/summary.ts';
import type { branchFigures } from './figures-schema.ts';

type Row = typeof branchFigures.$inferSelect;
type FigureName = Exclude<keyof Row, 'branchId' | 'by' | 'fromDate' | 'days' | 'provisionalDays' | 'summaryId' | 'version' | 'dayKind' | 'medianWaitMs'>;
/** The figures of one row, or of many together. */
export type FigureRow = Pick<Row, FigureName | 'days'>;

interface FigureColumn {
  /** SQL, out of a frozen day's figures `d` */
  ofDay: string;
  /** over several days of a branch: the same as main/summary/period-figures.ts does; over branches those of the ends are added */
  overDays: 'sum' | 'greatest' | 'ofFirst' | 'ofLast';
}

const at = (path: string, type: string) => `(d #>> '{${path.replaceAll('.', ',')}}')::${type}`;
const count = (path: string, overDays: FigureColumn['overDays'] = 'sum'): FigureColumn => ({ ofDay: `coalesce(${at(path, 'integer')}, 0)`, overDays });
const durationMs = (path: string): FigureColumn => ({ ofDay: `coalesce(${at(path, 'double precision')}, 0)`, overDays: 'sum' });
/** Null on a day the branch was not enrolled, and over days that are all such. */
const ofEnrolled = (path: string, type: string): FigureColumn => ({ ofDay: at(path, type), overDays: 'sum' });
const greatest = (path: string): FigureColumn => ({ ofDay: at(path, 'double precision'), overDays: 'greatest' });
const ofWindows = (name: string): FigureColumn => ({ ofDay: `coalesce((select sum((w ->> '${name}')::double precision) from jsonb_array_elements(d -> 'windows') w), 0)`, overDays: 'sum' });

/** Each figure's place in a frozen day, and what becomes of several. */
export const figureColumns: Record<FigureName, FigureColumn> = {
  issued: count('queue.issued'), served: count('queue.served'), abandoned: count('queue.abandoned'), unserved: count('queue.unserved'),
  withinTargetPart: count('queue.withinTarget.part'), withinTargetOf: count('queue.withinTarget.of'), longestWaitMs: greatest('queue.wait.max'), worstP90Ms: greatest('queue.wait.p90'),
  openMs: ofWindows('openMs'), breakMs: ofWindows('breakMs'), servingMs: ofWindows('servingMs'),
  doneInOneVisitPart: count('doneInOneVisit.part'), doneInOneVisitOf: count('doneInOneVisit.of'),
  returnedForDocumentsPart: count('returnedForDocuments.part'), returnedForDocumentsOf: count('returnedForDocuments.of'),
  openBefore: count('complaints.openBefore', 'ofFirst'), received: count('complaints.received'), reopened: count('complaints.reopened'), ended: count('complaints.ended'), openAfter: count('complaints.openAfter', 'ofLast'),
  onTimePart: count('complaints.onTime.part'), onTimeOf: count('complaints.onTime.of'), repeatsPart: count('complaints.repeats.part'), repeatsOf: count('complaints.repeats.of'),
  satisfied: count('satisfaction.satisfied'), rated: count('satisfaction.rated'), ratingsAsked: count('satisfaction.served'),
  looks: count('archive.looks'), flagged: count('archive.flagged'), failedPrints: count('incidents.failedPrints'), clockCorrections: count('incidents.clockCorrections'),
  outages: count('incidents.outages.count'), outageMs: durationMs('incidents.outages.totalMs'), longestOutageMs: greatest('incidents.outages.longestMs'),
  offline: ofEnrolled('incidents.offline.count', 'integer'), offlineMs: ofEnrolled('incidents.offline.totalMs', 'double precision'), longestOfflineMs: greatest('incidents.offline.longestMs'),
};

/** The columns of a row as the figures they are. */
export function figuresOf(row: FigureRow): PeriodFigures {
  return {
    days: row.days, issued: row.issued, served: row.served, abandoned: row.abandoned, unserved: row.unserved,
    withinTarget: { part: row.withinTargetPart, of: row.withinTargetOf }, longestWaitMs: row.longestWaitMs, worstP90Ms: row.worstP90Ms,
    openMs: row.openMs, breakMs: row.breakMs, servingMs: row.servingMs,
    doneInOneVisit: { part: row.doneInOneVisitPart, of: row.doneInOneVisitOf }, returnedForDocuments: { part: row.returnedForDocumentsPart, of: row.returnedForDocumentsOf },
    complaints: {
      openBefore: row.openBefore, received: row.received, reopened: row.reopened, ended: row.ended, openAfter: row.openAfter,
      onTime: { part: row.onTimePart, of: row.onTimeOf }, repeats: { part: row.repeatsPart, of: row.repeatsOf },
    },
    satisfied: { part: row.satisfied, of: row.rated }, rated: { part: row.rated, of: row.ratingsAsked },
    looks: row.looks, flagged: row.flagged,
    incidents: {
      outages: { count: row.outages, totalMs: row.outageMs, longestMs: row.longestOutageMs },
      offline: row.offline === null || row.offlineMs === null ? null : { count: row.offline, totalMs: row.offlineMs, longestMs: row.longestOfflineMs },
      failedPrints: row.failedPrints, clockCorrections: row.clockCorrections,
    },
  };
}
