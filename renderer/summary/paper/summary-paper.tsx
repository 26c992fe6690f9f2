import type { FrozenSummary, QueueFigures } from '../../../shared/summary.ts';
import { clockText } from '../../components/half-hour-bars.tsx';
import { Paper, PaperWords, SignatureSpaces } from '../../components/paper.tsx';
import { usePaperTime, usePaperWords } from '../../components/paper-words.ts';
import { PaperCharts } from './paper-charts.tsx';
import { FactLine, interruptionsText, longestRemark, minutesText, shareText, spreadText, stoppagesText } from './paper-figures.tsx';
import { SummaryLists } from './summary-lists.tsx';
import './summary-paper.css';

/** What stands on one print of a summary, beside its figures. */
export interface Print { ordinal: number; printedAt: number; checkpointText: string | null }

/**
 * The daily summary on A4: everything on one page, whatever the day was like, with room for signatures and the seal; behind it the
 * lists. Black on white; bars carry their values.
 */
export function SummaryPaper({ frozen, print }: { frozen: FrozenSummary; print: Print }) {
  const { inBoth } = usePaperWords('summary');
  const time = usePaperTime();
  const { summary } = frozen;
  const { queue, complaints, satisfaction, callBacks, archive, cases, incidents, tomorrow, doneInOneVisit, returnedForDocuments } = summary;
  const title = inBoth(frozen.version === 1 ? 'paper.title' : 'paper.correction', { version: frozen.version });
  const hours = summary.firstOpenAt === null ? inBoth('head.notOpened') : inBoth('head.hours', { from: time(summary.firstOpenAt).slice(11), to: summary.lastClosedAt === null ? '…' : time(summary.lastClosedAt).slice(11) });
  const row = (name: string, { issued, served, abandoned, unserved, abandonedAtOnce, wait, withinTarget }: QueueFigures) => (
    <tr key={name}><th><PaperWords text={inBoth(name === 'lunch' ? 'paper.lunch' : `queue.${name}`)} /></th><td>{issued}</td><td>{served}</td><td>{abandoned}</td><td>{unserved}</td><td>{abandonedAtOnce}</td><td>{spreadText(wait)}</td><td>{shareText(withinTarget)}</td></tr>
  );

  return (
    <div className="summary-paper">
      <Paper title={title} number={`${summary.businessDate}-${frozen.version}/${print.ordinal}`} printedAt={print.printedAt} checkpointText={print.checkpointText}>
        <p className="summary-paper__head">
          <strong>{summary.businessDate}</strong> <PaperWords text={inBoth(`dayKind.${summary.dayKind}`)} />
          {summary.isProvisionalKind && <PaperWords text={inBoth('provisional', { year: summary.businessDate.slice(0, 4) })} />} · <PaperWords text={hours} /> · <PaperWords text={inBoth('head.clerks', { count: summary.clerks })} />
          {' · '}<PaperWords text={inBoth('head.upTo', { at: time(summary.cutOffAt) })} /> · <PaperWords text={summary.changesWaiting === null ? inBoth('head.alone') : summary.changesWaiting === 0 ? inBoth('head.complete') : inBoth('head.waiting', { count: summary.changesWaiting })} />
          {frozen.isProvisional && <strong> · <PaperWords text={inBoth('frozen.provisional')} /></strong>}
        </p>
        {queue.issued === 0 ? <p className="summary-paper__nobody"><strong><PaperWords text={inBoth('nobody')} /></strong></p> : (
          <>
            <table className="summary-paper__queue">
              <thead><tr>{['section.queue', 'queue.issued', 'queue.served', 'queue.abandoned', 'queue.unserved', 'queue.abandonedAtOnce', 'paper.wait', 'queue.withinTarget'].map(key => <th key={key}><PaperWords text={inBoth(key)} /></th>)}</tr></thead>
              <tbody>{row('all', queue)}{row('lunch', summary.lunch)}{row('keyAccounts', summary.keyAccounts)}{row('others', summary.others)}</tbody>
            </table>
            <p className="summary-paper__formula">
              <PaperWords text={inBoth('formula.issued')} />；<PaperWords text={inBoth('queue.wait')} /> = <PaperWords text={inBoth('formula.wait')} />；<PaperWords text={inBoth('queue.withinTarget')} /> = <PaperWords text={inBoth('formula.withinTarget')} />；
              <PaperWords text={inBoth('queue.abandonedShare')} /> {shareText({ part: queue.abandoned, of: queue.issued })}
              {summary.peak && <>；<PaperWords text={inBoth('queue.peak')} /> <PaperWords text={inBoth('queue.peakText', { time: clockText(summary.peak.startsAt), count: summary.peak.issued })} /></>}
              {summary.impossibleWaits > 0 && <>；<PaperWords text={inBoth('queue.impossibleWaits')} /> {summary.impossibleWaits}</>}
            </p>
            <PaperCharts summary={summary} />
          </>
        )}
        <table className="summary-paper__facts"><tbody>
          <FactLine section="business" facts={[['business.doneInOneVisit', doneInOneVisit], ['business.returnedForDocuments', returnedForDocuments]]} />
          <FactLine section="complaints" facts={[
            ['complaints.openBefore', complaints.openBefore], ['complaints.received', complaints.received], ['complaints.reopened', complaints.reopened], ['complaints.ended', complaints.ended], ['complaints.openAfter', complaints.openAfter],
            ['complaints.onTime', complaints.onTime], ['complaints.repeats', complaints.repeats], ['complaints.perThousand', complaints.perThousandServed?.toFixed(1) ?? '—'], ['complaints.overdue', complaints.overdue.length],
          ]} />
          <FactLine section="satisfaction" facts={[
            ['satisfaction.satisfied', { part: satisfaction.satisfied, of: satisfaction.rated }], ['satisfaction.rated', { part: satisfaction.rated, of: satisfaction.served }],
            ['satisfaction.reached', { part: callBacks.reached, of: callBacks.attempted }], ['satisfaction.open', callBacks.open],
          ]} />
          <FactLine section="archive" facts={[
            ...(['looks', 'unmaskings', 'refused', 'flagged', 'lent', 'returned', 'loansOut', 'loansOverdue'] as const).map((name): [string, number] => [`archive.${name}`, archive[name]]),
            ['archive.witnessed', `${archive.logSize} / ${archive.witnessedUpTo}`],
          ]} />
          <FactLine section="cases" facts={(['published', 'avoided', 'recurred'] as const).map(name => [`cases.${name}`, cases[name]])} />
          <FactLine section="incidents" facts={[
            ['incidents.outages', interruptionsText(incidents.outages) + stoppagesText(incidents.stoppages, summary.businessDate, time)], ['incidents.offline', incidents.offline ? interruptionsText(incidents.offline) : '—'],
            ['incidents.failedPrints', incidents.failedPrints], ['incidents.clockCorrections', incidents.clockCorrections], ['paper.sums', summary.failedIdentities.length],
          ]} />
          <FactLine section="tomorrow" facts={[['paper.nextDay', tomorrow.businessDate], ['tomorrow.complaintsDue', tomorrow.complaintsDue], ['tomorrow.loansDue', tomorrow.loansDue], ['tomorrow.appointments', tomorrow.appointments], ['tomorrow.windowsProposed', tomorrow.windowsProposed ?? '—']]} />
          <tr><th><PaperWords text={inBoth('paper.remarks')} /></th><td className="summary-paper__remarks">{shortened(frozen.words)}</td></tr>
        </tbody></table>
        <SignatureSpaces signers={[{ role: inBoth('paper.madeBy'), name: frozen.frozenByName ?? '' }, { role: inBoth('paper.manager') }, { role: inBoth('paper.seal') }]} />
        <p className="summary-paper__formula">SHA-256 {frozen.sha256}</p>
        <SummaryLists frozen={frozen} minutes={minutesText} />
      </Paper>
    </div>
  );
}

/** What fits into its line of the form; the whole stands with the lists. */
function shortened(words: string): string {
  return words.length > longestRemark ? `${words.slice(0, longestRemark)}…` : words;
}
