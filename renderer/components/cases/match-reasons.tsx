import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseMatch } from '../../../shared/cases.ts';
import './cases.css';

/** Why a case was found, in words a customer could be told: what it has in common with what was asked. */
export function MatchReasons({ matches }: { matches: readonly CaseMatch[] }) {
  const { t } = useTranslation('cases');
  const reasons = matches.flatMap(reasonsOf);
  if (reasons.length === 0) return null;
  return <ul className="case-reasons" aria-label={t('match.why')}>{reasons.map(reason => <li key={reason}><Tag variant="outlined" color="blue" className="case-mark">{reason}</Tag></li>)}</ul>;

  function reasonsOf(match: CaseMatch): string[] {
    switch (match.by) {
      case 'words': return match.words.length > 0 ? [t('match.words', { words: match.words.join(t('separator')) })] : [];
      case 'synonyms': return match.pairs.map(({ asked, found }) => t('match.synonyms', { asked, found }));
      case 'class': return [t(match.isSame ? 'match.sameClass' : 'match.classAbove')];
      case 'channel': return [t('match.channel')];
      case 'number': return [t('match.number')];
    }
  }
}
