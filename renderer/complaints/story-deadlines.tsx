import { useQuery } from '@tanstack/react-query';
import { Button, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { deadlineKinds, type DeadlineKind, type DeadlineLine } from '../../shared/deadlines.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';
import { dueText } from '../components/complaints/due-text.ts';

/** What is promised, and at a press the lines that lead to it. */
export function StoryDeadlines({ story }: { story: ComplaintStory }) {
  const { t } = useTranslation('complaints');
  const times = useTimes();
  const [explained, setExplained] = useState<DeadlineKind | null>(null);
  const promised = deadlineKinds.filter(kind => story.deadlines[kind] !== null);
  return (
    <section aria-label={t('story.deadlines')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('story.deadlines')}</Typography.Title>
      {promised.length === 0 && <Typography.Text type="secondary">{t('due.none')}</Typography.Text>}
      <ul>
        {promised.map(kind => {
          const deadline = story.deadlines[kind];
          return (
            <li key={kind}>
              {t(`kind.${kind}`)} <strong className="complaints-number">{deadline?.dueAt ? dueText(times, deadline.dueAt) : t('due.paused')}{deadline && deadline.provisionalYears.length > 0 ? t('due.provisional') : ''}</strong>{' '}
              <Button size="small" type="link" aria-expanded={explained === kind} aria-label={t('story.whyOf', { kind: t(`kind.${kind}`) })} onClick={() => setExplained(explained === kind ? null : kind)}>{t('story.why')}</Button>
              {explained === kind && <Lines complaintId={story.id} kind={kind} stepCount={story.stepCount} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Lines({ complaintId, kind, stepCount }: { complaintId: string; kind: DeadlineKind; stepCount: number }) {
  const { t, i18n } = useTranslation('complaints');
  const { query } = useBranch();
  const lineWords = useLineWords();
  const why = useQuery({ ...query.complaints.explain.queryOptions({ input: { complaintId, kind }, staleTime: 0 }), queryKey: [...query.complaints.explain.queryKey({ input: { complaintId, kind } }), stepCount] });
  if (!why.data) return null;
  return (
    <>
      <ol>{why.data.lines.map((line, at) => <li key={at}>{lineWords(line)}</li>)}</ol>
      <Typography.Text type="secondary">{t('story.source', { source: i18n.language === 'en' ? why.data.sourceEn : why.data.sourceZh })}</Typography.Text>
    </>
  );
}

/** A line of a deadline in words. */
export function useLineWords(): (line: DeadlineLine) => string {
  const { t } = useTranslation('complaints');
  const times = useTimes();
  const span = ({ unit, amount }: { unit: string; amount: number }) => t(`unit.${unit}`, { amount });
  const days = (first: string, last: string) => (first === last ? first : t('line.fromTo', { from: first, to: last }));
  const hourMs = 60 * 60_000;
  const minutes = (ms: number) => (ms % hourMs === 0 ? t('unit.hours', { amount: ms / hourMs }) : t('unit.minutes', { amount: Math.round(ms / 60_000) }));
  return line => {
    switch (line.code) {
      case 'received': case 'redone': case 'reopened': return t(`line.${line.code}`, { at: times.dayAndClock(line.at) });
      case 'countingStarts': return t('line.countingStarts', { at: times.dayAndClock(line.at), span: span(line.term) });
      case 'countedDays': return t('line.countedDays', { days: days(line.firstDay, line.lastDay), count: line.days, kind: t(`dayKind.${line.dayKind}`) });
      case 'countedTime': return t('line.countedTime', { days: days(line.firstDay, line.lastDay), time: minutes(line.ms) });
      case 'skipped': return t('line.skipped', { days: days(line.firstDay, line.lastDay), why: t(`skip.${line.why}`) });
      case 'movedOn': return t('line.movedOn', { days: days(line.firstDay, line.lastDay) });
      case 'extended': return t('line.extended', { at: times.dayAndClock(line.approvedAt), span: span(line.span) });
      case 'extensionTooLate': return t('line.extensionTooLate', { at: times.dayAndClock(line.approvedAt) });
      case 'stillPaused': return t('line.stillPaused', { at: times.dayAndClock(line.since), reasons: line.reasons.map(reason => t(`pause.${reason}`)).join(t('separator')) });
      case 'provisional': return t('line.provisional', { years: line.years.join(t('separator')) });
      case 'due': return t('line.due', { at: dueText(times, line.at), day: line.lastDay });
    }
  };
}
