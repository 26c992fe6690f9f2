import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { useLookWords } from './use-look-words.ts';

/** Who looked at this file: the newest lines of its trace. */
export function FileTrace({ fileId }: { fileId: string }) {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const toText = useErrorText();
  const times = useTimes();
  const words = useLookWords();
  const trace = useQuery(query.accessLog.traceOfFile.queryOptions({ input: { fileId, limit: 20 }, staleTime: 0 }));

  return (
    <section aria-labelledby="file-trace" className="file-part">
      <h2 id="file-trace" className="archive-heading">{t('trace.title')}</h2>
      {trace.error && <Alert type="error" showIcon title={toText(trace.error)} />}
      {trace.isPending && <Skeleton active title={false} aria-label={t('trace.loading')} />}
      {trace.data?.length === 0 && <Typography.Text type="secondary">{t('trace.none')}</Typography.Text>}
      <ol className="file-trace">
        {trace.data?.map(line => (
          <li key={line.seq}>
            <span className="file-trace__time">{times.dayAndClock(line.at)}</span> <strong>{line.staffName}</strong> {words.role(line.role)}
            <br />
            {line.outcome === 'refused' && <Typography.Text type="danger">✕ {t('trace.refused')} </Typography.Text>}
            {words.action(line.action)}
            {line.purpose !== null && ` · ${words.purpose(line.purpose)}`}
            {line.basisWords !== null && ` · ${line.basisWords}`}
            <Typography.Text type="secondary"> {t('trace.entry', { seq: line.seq })}</Typography.Text>
          </li>
        ))}
      </ol>
    </section>
  );
}
