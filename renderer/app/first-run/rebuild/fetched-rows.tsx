import { Alert, Button, Flex, Progress, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RebuildState } from '../../../../shared/rebuild.ts';
import { useBranch } from '../../../hooks/branch-client.tsx';
import { useAction } from '../../../hooks/use-command.ts';
import { useTimes } from '../../../hooks/use-times.ts';

/** After these only another code helps. */
const endsThePlace = new Set(['BRANCH_FENCED', 'BRANCH_REVOKED', 'TOKEN_UNKNOWN']);

/** How many rows are here, and what keeps the rest. */
export function FetchedRows({ state, onOtherCode }: { state: RebuildState; onOtherCode: () => void }) {
  const { t, i18n } = useTranslation('rebuild');
  const { t: line } = useTranslation('sync');
  const { client, query } = useBranch();
  const times = useTimes();
  const goOn = useAction(() => client.rebuild.goOn(), { changes: [query.rebuild.key()] });
  const { rowsHere, rows, headquartersName, trouble, nextTryAt } = state;
  const number = (of: number) => of.toLocaleString(i18n.language);
  const percent = rows ? Math.min(100, Math.floor((rowsHere / rows) * 100)) : 0;
  const isOver = trouble !== null && endsThePlace.has(trouble);
  return (
    <>
      <Progress percent={percent} status={trouble ? 'exception' : 'active'} aria-label={t('progress')} />
      <Typography.Paragraph style={{ margin: 0 }} aria-live="polite">
        {rows === null ? t('waits', { name: headquartersName }) : t('rows', { here: number(rowsHere), all: number(rows), name: headquartersName })}
      </Typography.Paragraph>
      {trouble
        ? (
          <Alert
            type="warning" showIcon role="alert" title={line(`trouble.${trouble}`, { defaultValue: line('trouble.FAULT') })}
            description={<>{t('kept')}{nextTryAt !== null && <> {t('nextTry', { time: times.clockSeconds(nextTryAt) })}</>}</>}
          />
        )
        : <Typography.Paragraph type="secondary" style={{ margin: 0 }}>{t('mayBeCut')}</Typography.Paragraph>}
      {trouble && (
        <Flex gap="small">
          {!isOver && <Button type="primary" autoFocus loading={state.isUnderWay || goOn.isRunning} onClick={() => void goOn.run(undefined)}>{line('tryNow')}</Button>}
          <Button onClick={onOtherCode}>{t('otherCode')}</Button>
        </Flex>
      )}
    </>
  );
}
