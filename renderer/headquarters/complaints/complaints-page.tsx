import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Input, Radio, Select, Table, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleListedComplaint } from '../../../shared/console-complaints.ts';
import { openComplaintStates, type ComplaintState } from '../../../shared/complaints.ts';
import type { ConsoleInputs } from '../../../shared/headquarters-console.ts';
import { DueMark, HeadquartersMark, StateMark } from '../../components/complaints/complaint-marks.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { BranchChoice } from '../branches/branch-choice.tsx';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { ClassSelect } from './class-select.tsx';
import { WaitingEntrusted } from './waiting-entrusted.tsx';
import '../headquarters.css';

type Which = ConsoleInputs['complaints']['list']['which'];
/** urgency × impact can be these */
const severities = [2, 3, 4, 6, 9] as const;

/** The complaints of all branches, what is due first at the top. */
export function ComplaintsPage() {
  const { t } = useTranslation('headquartersComplaints');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const isSupervisor = useMay('supervisor');
  const [which, setWhich] = useState<Which>('open');
  const [branchId, setBranchId] = useState<string | null>(null);
  const [state, setState] = useState<ComplaintState | null>(null);
  const [classId, setClassId] = useState<string | null>(null);
  const [leastSeverity, setLeastSeverity] = useState(1);
  const [number, setNumber] = useState('');
  const asked = { which, branchId, state: which === 'ended' ? null : state, classId, leastSeverity, number };
  const list = useInfiniteQuery(query.complaints.list.infiniteOptions({
    input: (cursor: string | null) => ({ ...asked, cursor }), initialPageParam: null, getNextPageParam: page => page.nextCursor, ...shownLive, placeholderData: keepPreviousData,
  }));
  const columns = useColumns();
  const first = list.data?.pages[0];
  const complaints = list.data?.pages.flatMap(page => page.complaints) ?? [];
  const open = first && openComplaintStates.reduce((sum, each) => sum + first.counts[each], 0);
  const counted = (value: Which) => {
    const count = { open, overdue: first?.overdue, ended: undefined }[value];
    return { value, label: count === undefined ? t(`list.${value}`) : t('headquarters:counted', { name: t(`list.${value}`), count }) };
  };
  const isNarrowed = branchId !== null || state !== null || classId !== null || leastSeverity > 1 || number !== '';

  return (
    <Flex vertical gap="small">
      <PageHead title={t('title')} lead={t('lead')}>{isSupervisor && <Button type="primary" onClick={() => void navigate({ to: '/complaints/entrust' })}>{t('entrust.open')}</Button>}</PageHead>
      <WaitingEntrusted />
      <Flex gap="small" wrap align="center">
        <Radio.Group aria-label={t('which')} optionType="button" value={which} onChange={event => setWhich(event.target.value as Which)} options={[counted('open'), counted('overdue'), counted('ended')]} />
        <BranchChoice value={branchId} onChange={chosen => { setBranchId(chosen); setClassId(null); }} />
        {which !== 'ended' && (
          <Select<ComplaintState>
            aria-label={t('complaints:column.state')} allowClear placeholder={t('complaints:board.allStates')} style={{ width: 160 }} value={state} onChange={value => setState(value ?? null)}
            options={openComplaintStates.map(value => ({ value, label: `${t(`complaints:state.${value}`)} ${first?.counts[value] ?? ''}` }))}
          />
        )}
        <ClassSelect aria-label={t('complaints:form.classId')} branchId={branchId} value={classId} onChange={setClassId} style={{ width: 200 }} placeholder={t('everyClass')} allowClear />
        <Select<number> aria-label={t('complaints:column.severity')} style={{ width: 150 }} value={leastSeverity} onChange={setLeastSeverity} options={[{ value: 1, label: t('everySeverity') }, ...severities.map(value => ({ value, label: t('severityFrom', { severity: value }) }))]} />
        <Input.Search aria-label={t('search')} placeholder={t('searchHint')} allowClear style={{ width: 220 }} maxLength={20} onSearch={typed => setNumber(typed.trim())} />
      </Flex>
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('headquarters:again')}</Button>} />}
      <Table<ConsoleListedComplaint>
        rowKey={({ branchId: of, id }) => `${of}/${id}`} size="small" pagination={false} dataSource={complaints} loading={list.isPending} columns={columns}
        locale={{ emptyText: <span className="console-empty">{t(isNarrowed ? 'empty.narrowed' : `empty.${which}`)}</span> }}
      />
      {list.hasNextPage && <div><Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('headquarters:more')}</Button></div>}
    </Flex>
  );
}

function useColumns(): TableColumnsType<ConsoleListedComplaint> {
  const { t, i18n } = useTranslation('headquartersComplaints');
  const times = useTimes();
  return [
    { key: 'number', title: t('complaints:column.number'), width: 120, render: (_, { branchId, id, number }) => <Link to="/complaints/$branchId/$complaintId" params={{ branchId, complaintId: id }} className="complaints-number">{number}</Link> },
    { key: 'branch', title: t('headquarters:branch'), width: 150, dataIndex: 'branchName' },
    { key: 'state', title: t('complaints:column.state'), width: 150, render: (_, { state }) => <StateMark state={state} /> },
    { key: 'due', title: t('complaints:column.due'), width: 220, render: (_, complaint) => <DueMark complaint={complaint} /> },
    {
      key: 'what', title: t('complaints:column.what'),
      render: (_, { classNameZh, classNameEn, maskedName, summary }) => <><Typography.Text type="secondary">{i18n.language === 'en' ? classNameEn : classNameZh} · {maskedName ?? t('complaints:anonymous')}</Typography.Text><br />{summary}</>,
    },
    { key: 'severity', title: t('complaints:column.severity'), width: 80, className: 'console-number', render: (_, { severity }) => `${severity >= 6 ? '▲ ' : ''}${severity}` },
    { key: 'ours', title: t('column.ours'), width: 90, render: (_, complaint) => <HeadquartersMark complaint={complaint} /> },
    { key: 'received', title: t('complaints:column.received'), width: 140, className: 'console-number', render: (_, { receivedAt }) => times.dayAndClock(receivedAt) },
  ];
}
