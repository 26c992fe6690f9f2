import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { addDays } from '../../shared/calendar.ts';
import { daySummary, type DaySummary } from '../../shared/summary.ts';
import type { Change } from './a-sealed-batch.ts';

const nobody = { issued: 0, served: 0, abandoned: 0, unserved: 0, abandonedAtOnce: 0, wait: { n: 0, median: null, p90: null, max: null }, withinTarget: { part: 0, of: 0 } };
const none = { part: 0, of: 0 };

/** The figures of a day on which nothing happened but what is told. */
export function aDaySummary(businessDate: string, told: Partial<DaySummary> = {}): DaySummary {
  const endAt = Date.parse(`${businessDate}T17:30:00+08:00`);
  return daySummary.parse({
    businessDate, branchName: '城东营业厅', dayKind: 'workday', isProvisionalKind: false, cutOffAt: endAt, isOver: true, firstOpenAt: null, lastClosedAt: null, clerks: 0, changesWaiting: 0,
    queue: nobody, impossibleWaits: 0, halfHours: [], peak: null, lunch: nobody, keyAccounts: nobody, others: nobody, services: [], windows: [], doneInOneVisit: none, returnedForDocuments: none,
    complaints: { openBefore: 0, received: 0, reopened: 0, ended: 0, openAfter: 0, onTime: none, repeats: none, perThousandServed: null, overdue: [] },
    satisfaction: { served: 0, rated: 0, satisfied: 0, bad: 0, saidAloud: 0 }, callBacks: { bad: 0, attempted: 0, reached: 0, open: 0 },
    archive: { looks: 0, unmaskings: 0, refused: 0, flagged: 0, lent: 0, returned: 0, loansOut: 0, loansOverdue: 0, logSize: 0, witnessedUpTo: 0 },
    cases: { published: 0, avoided: 0, recurred: 0 }, incidents: { outages: { count: 0, totalMs: 0, longestMs: null }, stoppages: [], offline: null, failedPrints: 0, clockCorrections: 0 },
    tomorrow: { businessDate: addDays(businessDate, 1), dayKind: 'workday', complaintsDue: 0, loansDue: 0, appointments: 0, windowsProposed: null }, failedIdentities: [], ...told,
  });
}

/** A version of a frozen day as the branch's journal has it. `data`: in place of the figures. */
export function aFrozenDay(summary: DaySummary, { version = 1, isProvisional = false, id = uuidv7(), data = JSON.stringify(summary), ...told }: { version?: number; isProvisional?: boolean; id?: string; data?: string; words?: string; changes?: string; sha256?: string; operation?: Change['operation'] } = {}): Change {
  const { operation = 'insert', words = '', changes = '[]', sha256 = createHash('sha256').update(data, 'utf8').digest('hex') } = told;
  return {
    table: 'day_summaries', operation, key: id,
    row: { id, businessDate: summary.businessDate, version, isProvisional: isProvisional ? 1 : 0, data, sha256, frozenAt: summary.cutOffAt + version, frozenBy: isProvisional ? null : 'm', frozenByName: isProvisional ? null : '陈静', words, checks: '[]', changes },
  };
}
