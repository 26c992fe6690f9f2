import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordsAsked, SummaryRecords } from '../../shared/summary.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { useSummaryWords } from '../components/summary/use-summary-words.ts';
import { ClockCorrections, FailedPrints, Outages } from './incident-records.tsx';
import { RecordsTable } from './records-table.tsx';

/** The records behind a figure. */
export function RecordsDrawer({ businessDate, figure, asked, onClose }: { businessDate: string; figure: string; asked: RecordsAsked; onClose(): void }) {
  const { t } = useTranslation('summary');
  const { query } = useBranch();
  const toText = useErrorText();
  const found = useQuery(query.summary.records.queryOptions({ input: { businessDate, asked }, staleTime: 0 }));
  const records = found.data;
  const rows = records?.[asked.of] ?? [];
  return (
    <Drawer open size={860} rootClassName="summary__drawer" title={t('records.title', { figure, count: records ? rows.length : '…' })} onClose={onClose} closable={{ 'aria-label': t('records.close') }}>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {records && asked.of === 'tickets' && <Tickets tickets={records.tickets} />}
      {records && asked.of === 'items' && <Items items={records.items} />}
      {records && asked.of === 'complaints' && <Complaints complaints={records.complaints} />}
      {records && (asked.of === 'outages' || asked.of === 'offline') && <Outages outages={records[asked.of]} />}
      {records && asked.of === 'failedPrints' && <FailedPrints prints={records.failedPrints} />}
      {records && asked.of === 'appointments' && <Appointments appointments={records.appointments} />}
      {records && asked.of === 'clockCorrections' && <ClockCorrections corrections={records.clockCorrections} />}
    </Drawer>
  );
}

function Tickets({ tickets }: { tickets: SummaryRecords['tickets'] }) {
  const { t } = useTranslation(['summary', 'queue']);
  const times = useTimes();
  const words = useSummaryWords();
  const clock = (at: number | null) => (at === null ? t('none') : times.clockSeconds(at));
  return (
    <RecordsTable
      rows={tickets}
      columns={[
        { title: t('records.number'), dataIndex: 'number' },
        { title: t('records.class'), render: (_, row) => t(`queue:class.${row.customerClass}`) },
        { title: t('records.state'), render: (_, row) => t(`queue:state.${row.state}`) },
        { title: t('records.window'), render: (_, row) => row.windowNumber ?? t('none') },
        { title: t('records.issuedAt'), render: (_, row) => clock(row.issuedAt) },
        { title: t('records.calledAt'), render: (_, row) => clock(row.firstCalledAt) },
        { title: t('records.waited'), align: 'end', render: (_, row) => words.minutes(row.firstCalledAt === null ? null : row.firstCalledAt - row.issuedAt) },
        { title: t('records.endedAt'), render: (_, row) => clock(row.endedAt) },
      ]}
    />
  );
}

function Items({ items }: { items: SummaryRecords['items'] }) {
  const { t } = useTranslation(['summary', 'counter']);
  const times = useTimes();
  const words = useSummaryWords();
  return (
    <RecordsTable
      rows={items}
      columns={[
        { title: t('records.number'), dataIndex: 'ticketNumber' },
        { title: t('records.item'), render: (_, row) => words.name(row) },
        { title: t('records.result'), render: (_, row) => (row.result === 'undecided' ? t('counter:items.inHand') : t(`counter:results.${row.result}`)) },
        { title: t('records.reason'), render: (_, row) => row.reason ?? t('none') },
        { title: t('records.window'), dataIndex: 'windowNumber' },
        { title: t('records.startedAt'), render: (_, row) => times.clock(row.startedAt) },
      ]}
    />
  );
}

/** Places kept: when and for what; who comes stands at the counter alone. */
function Appointments({ appointments }: { appointments: SummaryRecords['appointments'] }) {
  const { t } = useTranslation('summary');
  const times = useTimes();
  const words = useSummaryWords();
  return (
    <RecordsTable
      rows={appointments}
      columns={[
        { title: t('records.appointmentAt'), render: (_, row) => times.dayAndClock(row.appointmentAt) },
        { title: t('records.service'), render: (_, row) => words.name(row) },
      ]}
    />
  );
}

function Complaints({ complaints }: { complaints: SummaryRecords['complaints'] }) {
  const { t } = useTranslation(['summary', 'complaints']);
  const times = useTimes();
  const moment = (at: number | null) => (at === null ? t('none') : times.dayAndClock(at));
  return (
    <RecordsTable
      rows={complaints} keyOf={({ id, reopenedAt }) => `${id} ${reopenedAt}`}
      columns={[
        { title: t('records.number'), render: (_, row) => <Link to="/complaints/$complaintId" params={{ complaintId: row.id }}>{row.number}</Link> },
        { title: t('records.state'), render: (_, row) => t(`complaints:state.${row.state}`) },
        { title: t('records.receivedAt'), render: (_, row) => moment(row.receivedAt) },
        { title: t('records.reopenedAt'), render: (_, row) => moment(row.reopenedAt) },
        { title: t('records.dueAt'), render: (_, row) => moment(row.closeDueAt) },
        { title: t('records.endedAt'), render: (_, row) => moment(row.endedAt) },
        { title: t('records.handler'), render: (_, row) => row.handlerName ?? t('none') },
      ]}
    />
  );
}
