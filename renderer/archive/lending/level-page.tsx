import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LevelChange } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { LevelMark, StateMark } from '../file-marks.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { ChangeLevelForm } from './change-level-form.tsx';
import { LevelHistory } from './level-history.tsx';
import { useBusinessDate } from './use-business-date.ts';
import './lending.css';

/** The secrecy level of one file: changed or extended here by the archivist, and its history for everybody who may read it. */
export function LevelPage() {
  const { fileId = '' } = useParams({ strict: false });
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useCatalogue();
  const today = useBusinessDate();
  const mayChange = useSession()?.staff?.roles.includes('archivist') ?? false;
  const [done, setDone] = useState<LevelChange | null>(null);
  const file = useQuery(query.archive.get.queryOptions({ input: { fileId }, staleTime: 0, gcTime: 0 }));
  const history = useQuery(query.lending.levelChanges.queryOptions({ input: { fileId, limit: 100 }, staleTime: 0 }));
  const error = file.error ?? history.error;
  const hasEnded = file.data !== undefined && file.data.levelEndsOn !== null && file.data.levelEndsOn < today;

  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={file.data ? t('level.title', { file: file.data.archiveNumber }) : t('levels.title')} lead={t('level.lead')}>
        <Button onClick={() => void navigate({ to: '/archive/file/$fileId', params: { fileId } })}>{t('level.toFile')}</Button>
        <Button onClick={() => void navigate({ to: '/archive/levels' })}>{t('level.toLevels')}</Button>
      </PageHead>
      {error && <Alert type="error" showIcon role="alert" title={toText(error)} />}
      <div role="status">
        {done && <Alert type="success" showIcon title={t('level.done', { kind: t(`levels.kind.${done.kind}`), level: words.levelName(done.toLevelId), until: done.endsOn ?? t('level.forEver') })} />}
      </div>
      {!error && !file.data && <Skeleton active aria-label={t('loading')} />}
      {file.data && (
        <div className="level-page">
          <div>
            <Flex gap="small" align="center" wrap style={{ marginBottom: 12 }}>
              <strong>{file.data.maskedName} · {file.data.maskedTitle}</strong>
              <LevelMark levelId={file.data.levelId} words={words} /><StateMark state={file.data.state} />
              <span>{file.data.levelEndsOn === null ? t('level.forEver') : t('level.endsOn', { day: file.data.levelEndsOn })}</span>
            </Flex>
            {hasEnded && <Alert type="warning" showIcon title={t('level.hasEnded')} />}
            {mayChange && file.data.state !== 'destroyed' && !hasEnded && words.catalogue && (
              <ChangeLevelForm key={done?.id ?? ''} file={file.data} words={words} today={today} onDone={setDone} />
            )}
            {!mayChange && <Typography.Text type="secondary">{t('level.readOnly')}</Typography.Text>}
          </div>
          <section aria-labelledby="level-history">
            <h2 id="level-history" style={{ fontSize: 14, margin: '0 0 6px' }}>{t('levels.history')}</h2>
            {history.data && <LevelHistory changes={history.data} words={words} />}
          </section>
        </div>
      )}
    </Flex>
  );
}
