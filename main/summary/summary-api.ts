import { implement } from '@orpc/server';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { summaryContract, type DaySummary, type SummaryRecords } from '../../shared/summary.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import { readDayFacts, type DayAsked } from './day-facts-store.ts';
import { summarise } from './day-summary.ts';
import { recordsBehind } from './summary-records.ts';
import { wallMinutes } from './wall-minutes.ts';

type Inputs = BranchInputs['summary'];

/** The daily summary 日报: figures of a day and the records behind them. */
export function summaryApi({ database, clock, branch }: Pick<BranchParts, 'database' | 'clock' | 'branch'>) {
  const contract = implement(summaryContract).$context<Caller>();
  return {
    figures: contract.figures.handler(call => figures(call.input)),
    records: contract.records.handler(call => records(call.input)),
  };

  async function figures({ businessDate }: Inputs['figures']): Promise<DaySummary> {
    const asked = dayAsked(businessDate);
    return summarise(await database.read(reader => readDayFacts(reader, asked)), wallMinutes(asked.branch.timeZone));
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
