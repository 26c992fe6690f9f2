import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { WatchedPrinter } from '../../shared/printing.ts';
import { useTimes } from '../hooks/use-times.ts';

/** How a printer is, in words with a shape, and what became of its last test page. */
export function PrinterState({ printer: { line, standing, lastTest } }: { printer: WatchedPrinter }) {
  const { t } = useTranslation('printing');
  const times = useTimes();
  return (
    <div role="status">
      {standing === null ? <Typography.Text type="secondary">{t(line.kind === 'tcp' ? 'printers.asking' : 'printers.notYetUsed')}</Typography.Text>
        : standing.problem === null ? <Typography.Text type="success">{t('printers.ready')}</Typography.Text>
          : <Typography.Text type="danger">{t('printers.since', { problem: t(`problem.${standing.problem}`), time: times.clock(standing.sinceAt) })}</Typography.Text>}
      {lastTest && (
        <>
          <br />
          <Typography.Text type="secondary">
            {lastTest.state === 'queued' ? t('printers.testQueued')
              : lastTest.state === 'printed' ? t('printers.testPrinted', { time: times.clock(lastTest.endedAt ?? lastTest.queuedAt) })
                : t('printers.testFailed', { time: times.clock(lastTest.endedAt ?? lastTest.queuedAt), problem: t(`problem.${lastTest.problem ?? 'refused'}`) })}
          </Typography.Text>
        </>
      )}
    </div>
  );
}
