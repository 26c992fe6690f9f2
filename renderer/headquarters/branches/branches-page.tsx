import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Flex, Input, Select, Table, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleKinds, type ListedBranch } from '../../../shared/console-branches.ts';
import type { ConsoleInputs } from '../../../shared/headquarters-console.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { shownLive } from '../shown-live.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { EnrolmentCodes } from './enrolment-codes.tsx';
import { useSpanWords } from './spans.ts';
import { TroubleMark } from './trouble-mark.tsx';
import '../headquarters.css';

type Only = ConsoleInputs['branches']['list']['only'];
const pageSize = 100;

/** All branches, the worst first; read anew every few seconds. */
export function BranchesPage() {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const toText = useErrorText();
  const isAdministrator = useMay('administrator');
  const [words, setWords] = useState('');
  const [only, setOnly] = useState<Only>('all');
  const [page, setPage] = useState(0);
  const [isMakingCode, setMakingCode] = useState(false);
  const list = useQuery(query.branches.list.queryOptions({ input: { words, only, page }, ...shownLive, placeholderData: before => before }));
  const columns = useColumns(list.data?.at ?? 0);
  const counts = list.data?.counts;
  const counted = (value: Only, count: number | undefined) => ({ value, label: count === undefined ? t(`only.${value}`) : t('counted', { name: t(`only.${value}`), count }) });
  const isNarrowed = words !== '' || only !== 'all';

  return (
    <Flex vertical gap="small">
      <PageHead title={t('branches.title')} lead={t('branches.lead')}>{isAdministrator && <Button type="primary" onClick={() => setMakingCode(true)}>{t('code.open')}</Button>}</PageHead>
      <Flex gap="small" wrap align="center">
        <Input.Search aria-label={t('branches.search')} placeholder={t('branches.searchHint')} allowClear style={{ width: 260 }} maxLength={60} onSearch={typed => { setWords(typed.trim()); setPage(0); }} />
        <Select<Only>
          aria-label={t('branches.which')} style={{ width: 220 }} value={only} onChange={value => { setOnly(value); setPage(0); }}
          options={[counted('all', counts?.all), counted('troubled', counts?.troubled), ...troubleKinds.map(kind => ({ value: kind, label: t('counted', { name: t(`trouble.${kind}`), count: counts?.of[kind] ?? 0 }) })), counted('revoked', counts?.revoked)]}
        />
        {counts && counts.all > 0 && <Typography.Text type="secondary" role="status">{counts.troubled === 0 ? t('branches.allWell', { count: counts.all }) : t('branches.someTroubled', { troubled: counts.troubled, count: counts.all })}</Typography.Text>}
      </Flex>
      {list.error && !list.data && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('again')}</Button>} />}
      <Table<ListedBranch>
        rowKey="id" size="small" columns={columns} dataSource={list.data?.branches ?? []} loading={list.isPending}
        locale={{ emptyText: <span className="console-empty">{t(isNarrowed ? 'branches.noneFound' : isAdministrator ? 'branches.empty' : 'branches.emptyReader')}</span> }}
        pagination={{ current: page + 1, pageSize, total: list.data?.found ?? 0, hideOnSinglePage: true, showSizeChanger: false, onChange: number => setPage(number - 1) }}
      />
      {isMakingCode && <EnrolmentCodes branch={null} onClose={() => setMakingCode(false)} />}
    </Flex>
  );
}

function useColumns(now: number): TableColumnsType<ListedBranch> {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const span = useSpanWords();
  return [
    { key: 'name', title: t('branch'), width: 220, render: (_, { id, name, trade }) => <><Link to="/branches/$branchId" params={{ branchId: id }}>{name}</Link> <Typography.Text type="secondary">{t(`app:trade.${trade}`)}</Typography.Text></> },
    { key: 'state', title: t('column.state'), render: (_, branch) => branch.revokedAt !== null ? t('state.revoked', { at: times.dayAndClock(branch.revokedAt) }) : branch.troubles.length === 0 ? t('state.well') : branch.troubles.map(kind => <TroubleMark key={kind} kind={kind} />) },
    { key: 'contact', title: t('column.contact'), width: 140, render: (_, { lastContactAt }) => lastContactAt === null ? t('state.never') : <Tooltip title={times.dayAndClock(lastContactAt)}>{t('ago', { span: span(now - lastContactAt) })}</Tooltip> },
    {
      key: 'waiting', title: t('column.waiting'), width: 190,
      render: (_, { waitingChanges, oldestWaitingAt }) => waitingChanges === null ? '' : waitingChanges === 0 || oldestWaitingAt === null ? t('waiting.none') : t('waiting.some', { count: waitingChanges, at: times.dayAndClock(oldestWaitingAt) }),
    },
    { key: 'clock', title: t('column.clock'), width: 110, className: 'console-number', render: (_, { clockOffsetMs }) => clockOffsetMs === null ? '' : Math.abs(clockOffsetMs) < 2_000 ? t('clock.right') : t(clockOffsetMs > 0 ? 'clock.ahead' : 'clock.behind', { span: span(clockOffsetMs) }) },
    { key: 'version', title: t('column.version'), width: 90, className: 'console-number', render: (_, { versions }) => versions?.application ?? '' },
    { key: 'held', title: t('column.held'), width: 80, className: 'console-number', render: (_, { held }) => held === 0 ? '' : held },
    { key: 'witness', title: t('column.witness'), width: 140, render: (_, { witnessedAt, troubles }) => troubles.includes('logRewritten') ? <Typography.Text type="danger">✕ {t('trouble.logRewritten')}</Typography.Text> : witnessedAt === null ? t('witness.never') : times.dayAndClock(witnessedAt) },
  ];
}
