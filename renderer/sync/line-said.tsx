import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../shared/sync-state.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useBranchNow } from '../hooks/branch-now.ts';
import { useAction } from '../hooks/use-command.ts';
import { lineStandingOf } from './line-standing.ts';
import { useLineWords } from './use-line-words.ts';

/** How the line stands in sentences, what is the matter with it and what to do. */
export function LineSaid({ state }: { state: SyncState }) {
  const { t } = useTranslation('sync');
  const { client } = useBranch();
  const now = useBranchNow(state.asOf);
  const words = useLineWords();
  const tryNow = useAction(() => client.sync.tryNow());
  const standing = lineStandingOf(state, now);
  const { trouble, nextTryAt } = state;
  const seconds = nextTryAt === null ? 0 : Math.max(0, Math.round((nextTryAt - now) / 1000));
  return (
    <>
      <Typography.Paragraph strong role="status">{words.sentence(state, now)}</Typography.Paragraph>
      {trouble && (
        <Alert
          showIcon type={standing === 'stopped' ? 'error' : 'warning'} style={{ marginBottom: 12 }}
          title={words.trouble(trouble)}
          description={[t('since', { time: words.moment(trouble.since, now) }), ...(seconds > 0 ? [t('nextTry', { count: seconds })] : []), t('workGoesOn')].join(' ')}
        />
      )}
      <Button onClick={() => void tryNow.run(undefined)} loading={tryNow.isRunning || state.isUnderWay}>{t('tryNow')}</Button>
    </>
  );
}
