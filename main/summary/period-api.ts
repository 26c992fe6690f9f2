import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { figuresOfPeriod } from './period-figures.ts';
import { servicesOfPeriod } from './period-services.ts';
import { periodAround, periodBefore } from './periods.ts';
import { newestVersions, summaryOf } from './summary-store.ts';

/** A week, month or year from its frozen days, beside the one before. */
export async function readPeriod({ database }: Pick<BranchParts, 'database'>, { by, day }: BranchInputs['summary']['period']): Promise<BranchOutputs['summary']['period']> {
  const period = periodAround(day, by);
  const before = periodBefore(period, by);
  const [stored, earlier] = await database.read(async reader => [await newestVersions(reader, period), await newestVersions(reader, before)] as const);
  const days = stored.map(each => ({ version: each.version, isProvisional: each.isProvisional, summary: summaryOf(each) }));
  const [summaries, summariesBefore] = [days.map(({ summary }) => summary), earlier.map(summaryOf)];
  return {
    ...period, before,
    figures: figuresOfPeriod(summaries), figuresBefore: figuresOfPeriod(summariesBefore), services: servicesOfPeriod(summaries, summariesBefore),
    days: days.map(({ version, isProvisional, summary }) => ({
      businessDate: summary.businessDate, dayKind: summary.dayKind, version, isProvisional, p90WaitMs: summary.queue.wait.p90, medianWaitMs: summary.queue.wait.median, figures: figuresOfPeriod([summary]),
    })),
  };
}
