import { useTranslation } from 'react-i18next';
import type { SummaryRecords } from '../../shared/summary.ts';
import { useTimes } from '../hooks/use-times.ts';
import { RecordsTable } from './records-table.tsx';
import { useSummaryWords } from '../components/summary/use-summary-words.ts';

/** When something was missing, how much of it counts, and why it was. */
export function Outages({ outages }: { outages: SummaryRecords['outages'] }) {
  const { t } = useTranslation('summary');
  const times = useTimes();
  const words = useSummaryWords();
  return (
    <RecordsTable
      rows={outages}
      columns={[
        { title: t('records.beganAt'), render: (_, row) => times.dayAndClock(row.beganAt) },
        { title: t('records.endedAt'), render: (_, row) => (row.endedAt === null ? t('records.goesOn') : times.dayAndClock(row.endedAt)) },
        { title: t('records.counted'), align: 'end', render: (_, row) => words.shortTime(row.countedMs) },
        { title: t('records.cause'), render: (_, { cause, countedMs }) => (countedMs === null ? t('records.clockWrong', { cause: t(`cause.${cause}`) }) : t(`cause.${cause}`)) },
      ]}
    />
  );
}

/** Tickets and slips that did not come out; each try is one. */
export function FailedPrints({ prints }: { prints: SummaryRecords['failedPrints'] }) {
  const { t } = useTranslation(['summary', 'printing']);
  const times = useTimes();
  return (
    <RecordsTable
      rows={prints}
      columns={[
        { title: t('records.number'), dataIndex: 'number' },
        { title: t('records.printer'), render: (_, row) => row.printerName ?? t('printing:problem.printerRemoved') },
        { title: t('records.failedAt'), render: (_, row) => (row.failedAt === null ? t('none') : times.clockSeconds(row.failedAt)) },
        { title: t('records.problem'), render: (_, row) => t(`printing:problem.${row.problem}`) },
      ]}
    />
  );
}

/** Where the clock went back, and by how much: entries of the access log. */
export function ClockCorrections({ corrections }: { corrections: SummaryRecords['clockCorrections'] }) {
  const { t } = useTranslation('summary');
  const times = useTimes();
  const words = useSummaryWords();
  return (
    <RecordsTable
      rows={corrections}
      columns={[
        { title: t('records.logEntry'), dataIndex: 'seq' },
        { title: t('records.clockBefore'), render: (_, row) => (row.before === null ? t('none') : times.dayAndClock(row.before)) },
        { title: t('records.clockAfter'), render: (_, row) => times.dayAndClock(row.after) },
        { title: t('records.wentBack'), align: 'end', render: (_, row) => (row.before === null ? t('none') : words.shortTime(row.before - row.after)) },
      ]}
    />
  );
}
