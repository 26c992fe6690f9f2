import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Flex, Select, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditedActions, type AuditedAction, type AuditEntry } from '../../../shared/console-session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { BranchChoice } from '../branches/branch-choice.tsx';
import { useHeadquarters } from '../use-headquarters.tsx';
import { useAuditWords } from './audit-words.ts';

/** What was done at headquarters, newest first. Reading it is an entry as well. */
export function AuditPage() {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const toText = useErrorText();
  const times = useTimes();
  const words = useAuditWords();
  const [staffId, setStaffId] = useState<string | null>(null);
  const [branchId, setBranchId] = useState<string | null>(null);
  const [action, setAction] = useState<AuditedAction | null>(null);
  const [days, setDays] = useState<[Dayjs, Dayjs] | null>(null);
  const people = useQuery(query.accounts.list.queryOptions({ staleTime: 60_000 })).data ?? [];
  const asked = { staffId, branchId, action, fromAt: days?.[0].startOf('day').valueOf() ?? null, toAt: days?.[1].endOf('day').valueOf() ?? null };
  const trail = useInfiniteQuery(query.audit.list.infiniteOptions({
    input: (before: string | null) => ({ ...asked, before }), initialPageParam: null, getNextPageParam: page => page.hasMore ? page.entries.at(-1)?.id ?? null : null, staleTime: 60_000,
  }));
  const entries = trail.data?.pages.flatMap(page => page.entries) ?? [];
  return (
    <Flex vertical gap="small">
      <PageHead title={t('audit.title')} lead={t('audit.lead')} />
      <Flex gap="small" wrap>
        <Select<string> aria-label={t('audit.person')} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('audit.everybody')} style={{ width: 180 }} value={staffId} onChange={value => setStaffId(value ?? null)} options={people.map(({ id, name, loginName }) => ({ value: id, label: `${name} ${loginName}` }))} />
        <Select<AuditedAction> aria-label={t('audit.action')} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('audit.everyAction')} style={{ width: 200 }} value={action} onChange={value => setAction(value ?? null)} options={auditedActions.map(value => ({ value, label: t(`action.${value}`) }))} />
        <BranchChoice value={branchId} onChange={setBranchId} />
        <DatePicker.RangePicker aria-label={t('audit.days')} format="YYYY-MM-DD" value={days} onChange={chosen => setDays(chosen?.[0] && chosen[1] ? [chosen[0], chosen[1]] : null)} />
      </Flex>
      {trail.error && <Alert type="error" showIcon role="alert" title={toText(trail.error)} />}
      <Table<AuditEntry>
        rowKey="id" size="small" pagination={false} dataSource={entries} loading={trail.isPending} locale={{ emptyText: t('audit.empty') }}
        columns={[
          { key: 'at', title: t('audit.at'), width: 150, className: 'console-number', render: (_, { at }) => times.dayAndClock(at) },
          { key: 'who', title: t('audit.person'), width: 130, render: (_, { staffName }) => staffName ?? t('audit.nobody') },
          { key: 'action', title: t('audit.action'), width: 180, render: (_, entry) => words.action(entry) },
          { key: 'branch', title: t('branch'), width: 200, render: (_, entry) => entry.branchName ?? entry.branchId ?? '' },
          { key: 'detail', title: t('audit.detail'), render: (_, entry) => words.detail(entry) },
        ]}
      />
      {trail.hasNextPage && <div><Button loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>{t('more')}</Button></div>}
    </Flex>
  );
}
