import { implement } from '@orpc/server';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { summaryContract, type DaySummary, type SummaryRecords } from '../../shared/summary.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { closingApi, summaryNow } from './closing-api.ts';
import { readComparison } from './comparison-api.ts';
import { readDayFacts, type DayAsked } from './day-facts-store.ts';
import { readPeriod } from './period-api.ts';
import { recordsBehind } from './summary-records.ts';
import { wallMinutes } from './wall-minutes.ts';

type Inputs = BranchInputs['summary'];

/** The daily summary 日报: figures of a day, the records behind them, and the end of the day. */
export function summaryApi(parts: Pick<BranchParts, 'database' | 'clock' | 'branch' | 'live'>) {
  const { database, clock, branch } = parts;
  const end = closingApi(parts);
  const contract = implement(summaryContract).$context<Caller>();
  return {
    figures: contract.figures.handler(call => figures(call.input)),
    comparison: contract.comparison.handler(call => readComparison(parts, dayAsked(call.input.businessDate))),
    records: contract.records.handler(call => records(call.input)),
    period: contract.period.handler(call => readPeriod(parts, call.input)),
    closing: contract.closing.handler(() => end.closing()),
    closeDay: contract.closeDay.handler(call => end.closeDay(commandOf(call), call.input, managerOf(call.context))),
    closingDue: contract.closingDue.handler(() => end.closingDue()),
    backUp: contract.backUp.handler(call => end.backUp(commandOf(call))),
    frozen: contract.frozen.handler(call => end.frozen(call.input)),
    correct: contract.correct.handler(call => end.correct(commandOf(call), call.input, managerOf(call.context))),
    keepPdf: contract.keepPdf.handler(call => end.keepPdf(commandOf(call), call.input)),
    pdf: contract.pdf.handler(call => end.pdf(call.input)),
    recordPrint: contract.recordPrint.handler(call => end.recordPrint(commandOf(call), call.input, staffOf(call.context))),
  };

  async function figures({ businessDate }: Inputs['figures']): Promise<DaySummary> {
    const asked = dayAsked(businessDate);
    return database.read(reader => summaryNow(reader, asked));
  }

  async function records({ businessDate, asked }: Inputs['records']): Promise<SummaryRecords> {
    const day = dayAsked(businessDate);
    return recordsBehind(asked, await database.read(reader => readDayFacts(reader, day)), wallMinutes(day.branch.timeZone));
  }

  /** Errors: NOT_SET_UP, DAY_NOT_YET. */
  function dayAsked(businessDate: string | null): DayAsked {
    const present = branch() ?? refuse('NOT_SET_UP');
    const nowMs = clock.now();
    const today = businessDateOf(nowMs, present.timeZone);
    if (businessDate !== null && businessDate > today) refuse('DAY_NOT_YET', { today });
    return { businessDate: businessDate ?? today, branch: present, nowMs };
  }
}

function managerOf(context: Caller): { staffId: string; staffName: string; stationId: string | null } {
  const { staffId, staffName } = staffOf(context);
  return { staffId, staffName, stationId: context.connection.station?.id ?? null };
}
