import { Button, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimilarCase } from '../../../shared/cases.ts';
import { CaseDrawer } from './case-drawer.tsx';
import { CheckCounts, CustomerOutcome } from './case-marks.tsx';
import { MatchReasons } from './match-reasons.tsx';
import './cases.css';

const mostAtOnce = 3;

/** Closed matters like the one at hand, short: each unfolds where it stands, and opens in full beside the page without leaving it. */
export function SimilarCases({ cases }: { cases: readonly SimilarCase[] }) {
  const { t } = useTranslation('cases');
  const [opened, setOpened] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? cases : cases.slice(0, mostAtOnce);
  return (
    <>
      <ol className="case-similar">{shown.map(each => <li key={each.id}><Similar found={each} onOpen={() => setOpened(each.id)} /></li>)}</ol>
      {shown.length < cases.length && <Button type="link" size="small" onClick={() => setWhole(true)}>{t('similar.more', { count: cases.length - shown.length })}</Button>}
      {opened !== null && <CaseDrawer caseId={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function Similar({ found, onOpen }: { found: SimilarCase; onOpen(): void }) {
  const { t } = useTranslation('cases');
  const [isUnfolded, setUnfolded] = useState(false);
  return (
    <>
      <Button type="link" size="small" className="case-similar__title" aria-haspopup="dialog" onClick={onOpen}>{found.title}</Button>
      <MatchReasons matches={found.matches} />
      <div className={isUnfolded ? 'case-similar__words' : 'case-similar__words case-similar__words--short'}><Typography.Text type="secondary">{t('field.remedy')}</Typography.Text> {found.remedy}</div>
      {isUnfolded && <div className="case-similar__words"><Typography.Text type="secondary">{t('field.avoidance')}</Typography.Text> {found.avoidance}</div>}
      <div className="case-similar__foot">
        <CustomerOutcome outcome={found.outcome} /><CheckCounts {...found} />
        <Button type="text" size="small" aria-expanded={isUnfolded} aria-label={t(isUnfolded ? 'similar.foldOf' : 'similar.unfoldOf', { title: found.title })} onClick={() => setUnfolded(!isUnfolded)}>{t(isUnfolded ? 'similar.fold' : 'similar.unfold')} {isUnfolded ? '▴' : '▾'}</Button>
      </div>
    </>
  );
}
