import type { ReactNode } from 'react';
import type { FrozenSummary, SummaryChange } from '../../../shared/summary.ts';
import { PaperWords } from '../../components/paper.tsx';
import { usePaperTime, usePaperWords } from '../../components/paper-words.ts';
import { changeText } from '../../components/summary/change-text.ts';
import { utilisationText } from '../../components/summary/queue-cards.tsx';
import { longestRemark, shareText, spreadText } from './paper-figures.tsx';

/** Behind the first page: services, windows, every overdue complaint with owner and next step, what was not met, what was corrected. */
export function SummaryLists({ frozen, minutes }: { frozen: FrozenSummary; minutes(ms: number | null): string }) {
  const { inBoth, ofNames } = usePaperWords('summary');
  const complaintWords = usePaperWords('complaints');
  const time = usePaperTime();
  const { queue, services, windows, complaints, failedIdentities } = frozen.summary;
  const unmet = frozen.checks.filter(({ isMet }) => !isMet);
  const changed = (change: SummaryChange) => {
    const text = changeText((key, data) => inBoth(key, data).zh, change);
    const english = changeText((key, data) => inBoth(key, data).en ?? '', change).name;
    return <tr key={change.figure}><td><PaperWords text={ofNames(text.name, english)} /></td><td>{text.before}</td><td>{text.after}</td></tr>;
  };
  return (
    <div className="summary-paper__lists">
      {frozen.words.length > longestRemark && <section><h3><PaperWords text={inBoth('paper.remarks')} /></h3><p>{frozen.words}</p></section>}
      <List title="section.services" heads={['service.name', 'service.target', 'service.issued', 'service.served', 'service.abandoned', 'queue.unserved', 'paper.wait', 'service.withinTarget']} whenEmpty="nobody">
        {(queue.issued === 0 ? [] : services).map(each => (
          <tr key={each.serviceId}>
            <td>{each.prefix} <PaperWords text={ofNames(each.nameZh, each.nameEn)} /></td><td>{each.targetWaitMinutes}</td><td>{each.issued}</td><td>{each.served}</td><td>{each.abandoned}</td><td>{each.unserved}</td>
            <td>{spreadText(each.wait)}</td><td>{shareText(each.withinTarget)}</td>
          </tr>
        ))}
      </List>
      <List title="section.windows" heads={['window.number', 'window.served', 'window.mean', 'window.p90', 'window.open', 'window.breaks', 'window.serving', 'window.utilisation']} whenEmpty="head.notOpened">
        {(windows.some(({ openMs, servingMs }) => openMs + servingMs > 0) ? windows : []).map(each => (
          <tr key={each.windowId}>
            <td>{each.number}</td><td>{each.served}</td><td>{minutes(each.meanServiceMs)}</td><td>{each.service.n === 0 ? '—' : `${minutes(each.service.p90)} (${each.service.n})`}</td>
            <td>{each.openMs === 0 ? <PaperWords text={inBoth('window.notOpened')} /> : minutes(each.openMs)}</td><td>{minutes(each.breakMs)}</td><td>{minutes(each.servingMs)}</td><td>{utilisationText(each)}</td>
          </tr>
        ))}
      </List>
      <List title="complaints.overdue" heads={['records.number', 'records.state', 'records.handler', 'paper.nextStep', 'paper.nextDue']} whenEmpty="complaints.noOverdue">
        {complaints.overdue.map(each => (
          <tr key={each.complaintId}>
            <td>{each.number}</td><td><PaperWords text={complaintWords.inBoth(`state.${each.state}`)} /></td><td>{each.handlerName ?? <PaperWords text={inBoth('complaints.nobodyYet')} />}</td>
            <td><PaperWords text={complaintWords.inBoth(`kind.${each.nextKind}`)} /></td><td>{time(each.nextDueAt)}</td>
          </tr>
        ))}
      </List>
      {frozen.checks.length > 0 && (
        <List title="paper.unmet" heads={['paper.check', 'paper.left', 'paper.which']} whenEmpty="paper.allMet">
          {unmet.map(({ kind, count, names }) => <tr key={kind}><td><PaperWords text={inBoth(`check.${kind}`)} /></td><td>{count || '—'}</td><td>{names.join(' ')}</td></tr>)}
        </List>
      )}
      {failedIdentities.length > 0 && (
        <List title="failed.title" heads={['paper.check', 'paper.which']}>
          {failedIdentities.map(({ identity, left, right, records }) => <tr key={identity}><td><PaperWords text={inBoth(`failed.${identity}`, { left, right })} /></td><td>{records.join(' ')}</td></tr>)}
        </List>
      )}
      {frozen.changes.length > 0 && (
        <List title="paper.changes" heads={['paper.figure', 'paper.before', 'paper.after']}>
          {frozen.changes.map(changed)}
        </List>
      )}
    </div>
  );
}

function List({ title, heads, whenEmpty, children }: { title: string; heads: readonly string[]; whenEmpty?: string; children: ReactNode[] }) {
  const { inBoth } = usePaperWords('summary');
  return (
    <section>
      <h3><PaperWords text={inBoth(title)} /></h3>
      {children.length === 0 && whenEmpty !== undefined ? <p><PaperWords text={inBoth(whenEmpty)} /></p> : (
        <table><thead><tr>{heads.map(head => <th key={head}><PaperWords text={inBoth(head)} /></th>)}</tr></thead><tbody>{children}</tbody></table>
      )}
    </section>
  );
}
