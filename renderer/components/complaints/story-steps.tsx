import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { letterTemplates } from '../../../shared/complaint-letters.ts';
import type { ComplaintStep } from '../../../shared/complaint-steps.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { lettersOf } from './sent-letters.ts';
import './complaints.css';

interface StoryStepsProps<Step> {
  steps: readonly Step[];
  /** a class of complaints in the reader's language */
  className(classId: string): string;
  /** what else is to be said of a step */
  markOf?(step: Step): ReactNode;
}

/** The steps of both sides in the one order: who, when, what; a step whose place was gone is struck through and says so. */
export function StorySteps<Step extends ComplaintStep>({ steps, className, markOf }: StoryStepsProps<Step>) {
  const { t, i18n } = useTranslation('complaints');
  const times = useTimes();
  return (
    <ol className="complaints-steps">
      {steps.map(step => one(step))}
    </ol>
  );

  function one(step: Step) {
    const { id, side, at, byName, facts, isOvertaken } = step;
    const detail = detailOf(facts);
    return (
      <li key={id} className="complaints-step" data-side={side} data-overtaken={isOvertaken}>
        <strong>{t(`step.${facts.kind}`)}</strong> {side === 'headquarters' && <Tag variant="outlined">■ {t('side.headquarters')}</Tag>}{isOvertaken && <Tag variant="outlined">{t('story.overtaken')}</Tag>}
        <Typography.Text type="secondary"> {byName ?? t('story.byService')} {times.dayAndClock(at)}</Typography.Text> {markOf?.(step)}
        {detail !== '' && <div>{detail}</div>}
      </li>
    );
  }

  function letterName(templateId: string): string {
    const template = letterTemplates.find(({ id }) => id === templateId);
    if (!template) return templateId;
    return i18n.language === 'en' ? template.nameEn : template.nameZh;
  }

  /** `不予受理告知书 F2026-0003`, and what it says. */
  function letterOf(facts: ComplaintStep['facts']): string[] {
    return lettersOf([{ facts }]).flatMap(({ number, templateId, text }) => [`${letterName(templateId)} ${number}`, text]);
  }

  function detailOf(facts: ComplaintStep['facts']): string {
    switch (facts.kind) {
      case 'received': case 'taken': return '';
      case 'assessed': return [t('detail.assessed', { class: className(facts.classId), severity: facts.urgency * facts.impact }), facts.words].filter(Boolean).join('\n');
      case 'refused': return [t(`refusal.${facts.reason}`), facts.words, ...letterOf(facts)].filter(Boolean).join('\n');
      case 'returned': return `${t(`return.${facts.reason}`)}\n${facts.words}`;
      case 'withdrawn': return [t(`withdrawal.${facts.reason}`), facts.words, ...letterOf(facts)].filter(Boolean).join('\n');
      case 'dispatched': return [t('detail.dispatched', { name: facts.handlerName }), facts.words].filter(Boolean).join('\n');
      case 'reopened': return [t(`reopening.${facts.reason}`), t('detail.dispatched', { name: facts.handlerName }), facts.words].join('\n');
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
      case 'entrusted': return [facts.source, facts.words].filter(Boolean).join('\n');
      case 'noted': case 'resumed': case 'supervised': case 'instructed': return facts.words;
    }
  }
}
