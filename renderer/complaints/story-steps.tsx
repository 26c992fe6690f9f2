import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintStep } from '../../shared/complaint-steps.ts';
import { useTimes } from '../hooks/use-times.ts';
import { lettersOf } from './move-letter.ts';
import type { ComplaintWords } from './use-complaint-words.ts';

/** The steps of both sides in the one order: who, when, what; a step whose place was gone is struck through and says so. */
export function StorySteps({ steps, words }: { steps: readonly ComplaintStep[]; words: ComplaintWords }) {
  const { t } = useTranslation('complaints');
  const times = useTimes();
  return (
    <ol className="complaints-steps">
      {steps.map(({ id, side, at, byName, facts, isOvertaken }) => (
        <li key={id} className="complaints-step" data-side={side} data-overtaken={isOvertaken}>
          <strong>{t(`step.${facts.kind}`)}</strong> {side === 'headquarters' && <Tag variant="outlined">■ {t('side.headquarters')}</Tag>}{isOvertaken && <Tag variant="outlined">{t('story.overtaken')}</Tag>}
          <Typography.Text type="secondary"> {byName ?? t('story.byService')} {times.dayAndClock(at)}</Typography.Text>
          {detailOf(facts) !== '' && <div>{detailOf(facts)}</div>}
        </li>
      ))}
    </ol>
  );

  /** `不予受理告知书 F2026-0003`, and what it says. */
  function letterOf(facts: ComplaintStep['facts']): string[] {
    return lettersOf([{ facts }]).flatMap(({ number, templateId, text }) => [`${words.nameOf(words.letterNames(templateId))} ${number}`, text]);
  }

  function detailOf(facts: ComplaintStep['facts']): string {
    switch (facts.kind) {
      case 'received': case 'taken': return '';
      case 'assessed': return [t('detail.assessed', { class: words.className(facts.classId), severity: facts.urgency * facts.impact }), facts.words].filter(Boolean).join('\n');
      case 'refused': return [t(`refusal.${facts.reason}`), facts.words, ...letterOf(facts)].filter(Boolean).join('\n');
      case 'returned': return `${t(`return.${facts.reason}`)}\n${facts.words}`;
      case 'withdrawn': return [t(`withdrawal.${facts.reason}`), facts.words, ...letterOf(facts)].filter(Boolean).join('\n');
      case 'dispatched': return [t('detail.dispatched', { name: facts.handlerName }), facts.words].filter(Boolean).join('\n');
      case 'contacted': return `${t(`how.${facts.how}`)}\n${facts.words}`;
      case 'paused': return `${t(`pause.${facts.reason}`)}\n${facts.words}`;
      case 'extensionAsked': return facts.reason;
      case 'extensionDecided': return [t(facts.isApproved ? 'detail.approved' : 'detail.notApproved'), facts.words, ...letterOf(facts)].filter(Boolean).join('\n');
      case 'answered': return [t(`how.${facts.how}`), ...letterOf(facts)].join('\n');
      case 'calledBack': return [t(`outcome.${facts.outcome}`), facts.words].filter(Boolean).join('\n');
      case 'closed': return [
        t(facts.isJustified ? 'detail.justified' : 'detail.notJustified'), t('detail.cause', { words: facts.cause }), t('detail.unit', { words: facts.responsibleUnit }), t('detail.remedy', { words: facts.remedy }),
        facts.lesson === '' ? t('detail.noLesson', { words: facts.noLessonBecause }) : t('detail.lesson', { words: facts.lesson }),
      ].join('\n');
      case 'urged': case 'noticed': return t('detail.overdue', { kind: t(`kind.${facts.overdue}`) });
      case 'noted': case 'resumed': case 'supervised': return facts.words;
    }
  }
}
