import type { DaySummary, SummaryCheck } from '../../shared/summary.ts';

/** What a checklist is made of, beside the figures. */
export interface ClosingFacts {
  summary: DaySummary;
  /** numbers of tickets */
  atWindows: string[];
  waiting: string[];
  onHold: string[];
  /** numbers of tickets and slips whose print failed */
  unprinted: string[];
  isBoxEmptied: boolean;
  /** entries of the log, and how many of them the newest checkpoint has */
  log: { size: number; signedSize: number };
  lastBackupAt: number | null;
}

/**
 * What is looked at before a day is closed. Open visits stand in the way; everything else is shown, and what was not met is
 * frozen with the summary. Overdue complaints are in order when somebody handles each: then the next step has an owner. Source:
 * product rules, Daily summary.
 */
export function closingChecks({ summary, atWindows, waiting, onHold, unprinted, isBoxEmptied, log, lastBackupAt }: ClosingFacts, fromAt: number): SummaryCheck[] {
  const ofNames = (kind: SummaryCheck['kind'], names: string[]): SummaryCheck => ({ kind, isMet: names.length === 0, count: names.length, names });
  const isDone = (kind: SummaryCheck['kind'], isMet: boolean, missing = 0): SummaryCheck => ({ kind, isMet, count: missing, names: [] });
  return [
    ofNames('openVisits', atWindows), ofNames('waiting', waiting), ofNames('heldTickets', onHold),
    ofNames('unprintedPapers', unprinted),
    isDone('suggestionBox', isBoxEmptied),
    ofNames('overdue', summary.complaints.overdue.filter(({ handlerName }) => handlerName === null).map(({ number }) => number)),
    isDone('sums', summary.failedIdentities.length === 0, summary.failedIdentities.length),
    isDone('logCheckpoint', log.signedSize >= log.size, log.size - log.signedSize),
    isDone('backup', lastBackupAt !== null && lastBackupAt >= fromAt),
  ];
}
