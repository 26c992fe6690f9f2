import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { keyLabel } from '../../shared/desk-keys.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useLive } from '../hooks/use-live.ts';

/** The slip of this visit: what the customer could not be given, and whether the paper is out. */
export function SlipLine({ visitId, isRunning, onPrint }: { visitId: string; isRunning: boolean; onPrint(): void }) {
  const { t } = useTranslation(['counter', 'printing']);
  const { query } = useBranch();
  const { picture } = useLive(query.printing.watchPaper.experimental_liveOptions({ input: { subjectId: visitId } }));
  const job = picture?.job;
  return (
    <Flex align="center" gap="small">
      <Button loading={isRunning} disabled={job?.state === 'queued'} onClick={onPrint}>{t(job ? 'counter:slip.again' : 'counter:slip.print')} <kbd aria-hidden>{keyLabel('printSlip')}</kbd></Button>
      <span role="status">
        {job?.state === 'queued' && t('counter:slip.queued')}
        {job?.state === 'printed' && t('counter:slip.printed', { number: job.number })}
        {job?.state === 'failed' && <Typography.Text type="danger">▲ {t('counter:slip.failed', { problem: t(`printing:problem.${job.problem ?? 'refused'}`) })}</Typography.Text>}
      </span>
    </Flex>
  );
}
