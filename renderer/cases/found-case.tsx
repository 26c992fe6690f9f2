import { Link } from '@tanstack/react-router';
import { Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseMatch, ListedCase } from '../../shared/cases.ts';
import { CaseStateMark, CheckCounts, CustomerOutcome } from '../components/cases/case-marks.tsx';
import { MatchReasons } from '../components/cases/match-reasons.tsx';
import { useTimes } from '../hooks/use-times.ts';
import type { CaseList } from './use-library.ts';

interface FoundCaseProps { found: ListedCase & { matches: readonly CaseMatch[] }; which: CaseList; className: string }

/** A case in the list: what it is about, why it is here, and whether it helped. The whole row opens it. */
export function FoundCase({ found, which, className }: FoundCaseProps) {
  const { t } = useTranslation('cases');
  const times = useTimes();
  return (
    <article className="cases-row" aria-labelledby={`case-${found.id}`}>
      <div className="cases-row__head">
        <span className="case-number">{found.number}</span>
        <Link id={`case-${found.id}`} to="/cases/$caseId" params={{ caseId: found.id }}>{found.title || t('untitled')}</Link>
        {which === 'mine' && <CaseStateMark state={found.state} />}
        {which === 'toCheck' && <Tag variant="outlined" color="warning" className="case-mark">▲ {t('library.checkDue')}</Tag>}
      </div>
      <Flex gap="small" align="center" justify="end" wrap className="cases-row__marks"><CustomerOutcome outcome={found.outcome} /><CheckCounts {...found} /></Flex>
      <div className="cases-row__problem">{found.problem}</div>
      <Flex gap="4px 12px" align="center" wrap className="cases-row__foot">
        <MatchReasons matches={found.matches} />
        <Typography.Text type="secondary">{[className, when()].filter(Boolean).join(' · ')}</Typography.Text>
      </Flex>
    </article>
  );

  function when(): string {
    const by = t('library.by', { name: found.authorName });
    if (which === 'mine') return t('library.changed', { at: times.day(found.changedAt) });
    if (which === 'toCheck') return t('checks.since', { at: times.day(found.nextCheckAt ?? found.changedAt) });
    if (which === 'published' && found.publishedAt !== null) return t('library.published', { at: times.day(found.publishedAt) });
    return `${by} · ${t('library.changed', { at: times.day(found.changedAt) })}`;
  }
}
