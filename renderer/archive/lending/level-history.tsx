import { Link } from '@tanstack/react-router';
import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LevelChange } from '../../../shared/lending.ts';
import { useTimes } from '../../hooks/use-times.ts';
import type { CatalogueWords } from '../use-catalogue.ts';

const signs = { changed: '⇄', extended: '→', released: '○' } as const;

/** Changes of level, newest first: from what to what, until when, by whom, approved by whom, and why. */
export function LevelHistory({ changes, words, isOfManyFiles = false }: { changes: readonly LevelChange[]; words: CatalogueWords; isOfManyFiles?: boolean }) {
  const { t } = useTranslation('lending');
  const times = useTimes();
  if (changes.length === 0) return <Typography.Text type="secondary">{t(isOfManyFiles ? 'levels.noChanges' : 'levels.noChangesOfFile')}</Typography.Text>;
  return (
    <ul className="level-history" aria-label={t('levels.history')}>
      {changes.map(change => (
        <li key={change.id}>
          <Tag variant="outlined" className="lending-mark">{signs[change.kind]} {t(`levels.kind.${change.kind}`)}</Tag>{' '}
          {isOfManyFiles && <><Link to="/archive/levels/$fileId" params={{ fileId: change.file.id }}>{change.file.archiveNumber}</Link>{' '}</>}
          <strong>{change.fromLevelId === change.toLevelId ? words.levelName(change.toLevelId) : `${words.levelName(change.fromLevelId)} → ${words.levelName(change.toLevelId)}`}</strong>
          {change.endsOn !== null && t('levels.until', { day: change.endsOn })}
          {change.reason !== '' && <><br />{change.reason}</>}
          <br />
          <Typography.Text type="secondary">
            {times.dayAndClock(change.at)} {change.kind === 'released' ? t('levels.bySystem') : change.byName}
            {change.approvedByNames.length > 0 && ` · ${t('levels.approvedBy', { names: change.approvedByNames.join(t('looks:listSeparator')) })}`}
          </Typography.Text>
        </li>
      ))}
    </ul>
  );
}
