import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import type { ComplaintFigure, DaySummary, ItemFigure } from '../../../shared/summary.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { Figure, FigureCard } from './figure.tsx';
import { useSummaryWords } from './use-summary-words.ts';

const ofItems = (figure: ItemFigure) => ({ of: 'items' as const, figure });
const ofComplaints = (figure: ComplaintFigure) => ({ of: 'complaints' as const, figure });

/** Whether people had to come again. */
export function BusinessCard({ summary: { doneInOneVisit, returnedForDocuments } }: { summary: DaySummary }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  return (
    <FigureCard title={t('section.business')}>
      <Figure name={t('business.doneInOneVisit')} formula={t('formula.doneInOneVisit')} value={words.share(doneInOneVisit)} asked={ofItems('doneInOneVisit')} />
      <Figure name={t('business.cameBack')} value={doneInOneVisit.of - doneInOneVisit.part} asked={ofItems('cameBack')} />
      <Figure name={t('business.returnedForDocuments')} formula={t('formula.returnedForDocuments')} value={words.share(returnedForDocuments)} asked={ofItems('returnedForDocuments')} />
    </FigureCard>
  );
}

/** How the complaints stand, and every overdue one with whose turn it is. `pageOf`: where a complaint is read. */
export function ComplaintsCard({ complaints, pageOf }: { complaints: DaySummary['complaints']; pageOf(complaintId: string): string }) {
  const { t } = useTranslation(['summary', 'complaints']);
  const words = useSummaryWords();
  const times = useTimes();
  return (
    <FigureCard title={t('section.complaints')}>
      {(['openBefore', 'received', 'reopened', 'ended'] as const).map(figure => <Figure key={figure} name={t(`complaints.${figure}`)} value={complaints[figure]} asked={ofComplaints(figure)} />)}
      <Figure name={t('complaints.openAfter')} formula={t('formula.openAfter')} value={complaints.openAfter} asked={ofComplaints('openAfter')} />
      <Figure name={t('complaints.onTime')} formula={t('formula.onTime')} value={words.share(complaints.onTime)} asked={ofComplaints('due')} />
      <Figure name={t('complaints.repeats')} formula={t('formula.repeats')} value={words.share(complaints.repeats)} asked={ofComplaints('repeats')} />
      <Figure name={t('complaints.perThousand')} formula={t('formula.perThousand')} value={complaints.perThousandServed?.toFixed(1) ?? t('none')} asked={ofComplaints('received')} />
      <Figure name={t('complaints.overdue')} value={complaints.overdue.length} asked={ofComplaints('overdue')} />
      {complaints.overdue.map(({ complaintId, number, handlerName, nextKind, nextDueAt }) => (
        <Figure
          key={complaintId} name={handlerName ?? t('complaints.nobodyYet')}
          value={<><Link to={pageOf(complaintId)}>{number}</Link> {t('complaints.next', { kind: t(`complaints:kind.${nextKind}`), at: times.dayAndClock(nextDueAt) })}</>}
        />
      ))}
    </FigureCard>
  );
}

/** What customers said. */
export function SatisfactionCard({ summary: { satisfaction, callBacks } }: { summary: DaySummary }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  return (
    <FigureCard title={t('section.satisfaction')}>
      <Figure name={t('satisfaction.satisfied')} formula={t('formula.satisfied')} value={words.share({ part: satisfaction.satisfied, of: satisfaction.rated })} page="/satisfaction" />
      <Figure name={t('satisfaction.rated')} formula={t('formula.rated')} value={words.share({ part: satisfaction.rated, of: satisfaction.served })} page="/satisfaction" />
      <Figure name={t('satisfaction.reached')} formula={t('formula.reached')} value={words.share({ part: callBacks.reached, of: callBacks.attempted })} page="/satisfaction/call-backs" />
      <Figure name={t('satisfaction.open')} value={callBacks.open} page="/satisfaction/call-backs" />
    </FigureCard>
  );
}

/** The archive, the case library, what went wrong, and what comes next. */
export function RestCards({ summary: { archive, cases, incidents, tomorrow } }: { summary: DaySummary }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  return (
    <>
      <FigureCard title={t('section.archive')}>
        {(['looks', 'unmaskings', 'refused'] as const).map(figure => <Figure key={figure} name={t(`archive.${figure}`)} value={archive[figure]} page="/access-log/dashboard" />)}
        <Figure name={t('archive.flagged')} value={archive.flagged} page="/access-log/flags" />
        {(['lent', 'returned', 'loansOut', 'loansOverdue'] as const).map(figure => <Figure key={figure} name={t(`archive.${figure}`)} value={archive[figure]} page="/archive/loans" />)}
        <Figure name={t('archive.witnessed')} value={t('archive.witnessedText', { size: archive.logSize, upTo: archive.witnessedUpTo })} page="/access-log/verify" />
      </FigureCard>
      <FigureCard title={t('section.cases')}>
        {(['published', 'avoided', 'recurred'] as const).map(figure => <Figure key={figure} name={t(`cases.${figure}`)} value={cases[figure]} page="/cases" />)}
      </FigureCard>
      <FigureCard title={t('section.incidents')}>
        <Figure name={t('incidents.outages')} formula={t('formula.outages')} value={words.interruptions(incidents.outages)} asked={{ of: 'outages' }} />
        {incidents.offline
          ? <Figure name={t('incidents.offline')} formula={t('formula.offline')} value={words.interruptions(incidents.offline)} asked={{ of: 'offline' }} />
          : <Figure name={t('incidents.offline')} formula={t('formula.offline')} value={`${t('none')} ${t('head.alone')}`} />}
        {(['failedPrints', 'clockCorrections'] as const).map(figure => <Figure key={figure} name={t(`incidents.${figure}`)} value={incidents[figure]} asked={{ of: figure }} />)}
      </FigureCard>
      <FigureCard title={`${t('section.tomorrow')} ${tomorrow.businessDate}`}>
        <Figure name={t('tomorrow.complaintsDue')} value={tomorrow.complaintsDue} page="/complaints" />
        <Figure name={t('tomorrow.loansDue')} value={tomorrow.loansDue} page="/archive/loans" />
        <Figure name={t('tomorrow.appointments')} value={tomorrow.appointments} asked={{ of: 'appointments' }} />
        <Figure name={t('tomorrow.windowsProposed')} formula={t('formula.windowsProposed')} value={tomorrow.windowsProposed === null ? t('none') : t('tomorrow.windowsText', { count: tomorrow.windowsProposed })} />
      </FigureCard>
    </>
  );
}
