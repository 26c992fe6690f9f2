import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Input, Radio, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintState, ListedComplaint } from '../../shared/complaints.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { DueMark, StateMark } from './complaint-marks.tsx';
import { useComplaintWords } from './use-complaint-words.ts';
import './complaints.css';

const readEveryMs = 15_000;
const openStates = ['received', 'assessed', 'dispatched', 'inHand', 'answered', 'calledBack'] as const;
const lists = ['mine', 'open', 'overdue', 'ended'] as const;

/** The board of complaints: mine, open, overdue, ended; what is due first stands first. */
export function BoardPage() {
  const { t } = useTranslation('complaints');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const words = useComplaintWords();
  const roles = useSession()?.staff?.roles ?? [];
  const mayTakeIn = roles.some(role => role === 'clerk' || role === 'archivist' || role === 'manager');
  const [which, setWhich] = useState<(typeof lists)[number]>(mayTakeIn ? 'mine' : 'open');
  const [state, setState] = useState<ComplaintState | undefined>();
  const [typed, setTyped] = useState('');
  const board = useInfiniteQuery(query.complaints.board.infiniteOptions({
    input: (cursor: string | undefined) => ({ which, state, words: typed.trim(), cursor }), initialPageParam: undefined, getNextPageParam: page => page.nextCursor ?? undefined, staleTime: 0, refetchInterval: readEveryMs,
  }));
  const [first] = board.data?.pages ?? [];
  const complaints = board.data?.pages.flatMap(page => page.complaints) ?? [];
  const open = first ? openStates.reduce((sum, each) => sum + first.counts[each], 0) : null;
  const counts = { mine: first?.mine ?? null, open, overdue: first?.overdue ?? null, ended: null };
  const isNarrowed = typed.trim() !== '' || state !== undefined;

  return (
    <Flex vertical gap="small" className="complaints-page">
      <PageHead title={t('board.title')} lead={t('board.lead')}>
        {mayTakeIn && <Button type="primary" onClick={() => void navigate({ to: '/complaints/new' })}>{t('board.new')}</Button>}
      </PageHead>
      <Flex gap="small" wrap align="center">
        <Radio.Group
          aria-label={t('board.list')} optionType="button" value={which} onChange={event => { setWhich(event.target.value as (typeof lists)[number]); setState(undefined); }}
          options={lists.map(value => ({ value, label: counts[value] === null ? t(`list.${value}`) : t('list.counted', { list: t(`list.${value}`), count: counts[value] }) }))}
        />
        {which === 'open' && (
          <Select<ComplaintState | 'all'>
            aria-label={t('board.state')} style={{ width: 180 }} value={state ?? 'all'} onChange={value => setState(value === 'all' ? undefined : value)}
            options={[{ value: 'all', label: t('board.allStates') }, ...openStates.map(value => ({ value, label: `${t(`state.${value}`)} ${first?.counts[value] ?? ''}` }))]}
          />
        )}
        <Input.Search aria-label={t('board.search')} placeholder={t('board.searchHint')} allowClear style={{ width: 300 }} maxLength={60} onSearch={setTyped} />
      </Flex>
      {board.error && <Alert type="error" showIcon role="alert" title={toText(board.error)} action={<Button size="small" onClick={() => void board.refetch()}>{t('again')}</Button>} />}
      <Table<ListedComplaint>
        rowKey="id" size="small" dataSource={complaints} loading={board.isPending} pagination={false}
        locale={{ emptyText: <span style={{ whiteSpace: 'pre-line' }}>{t(isNarrowed ? 'empty.narrowed' : `empty.${which}`)}</span> }}
        columns={[
          { key: 'number', title: t('column.number'), width: 120, render: (_, { id, number }) => <Link to="/complaints/$complaintId" params={{ complaintId: id }} className="complaints-number">{number}</Link> },
          { key: 'state', title: t('column.state'), width: 120, render: (_, each) => <StateMark state={each.state} /> },
          { key: 'due', title: t('column.due'), width: 230, render: (_, each) => <DueMark complaint={each} /> },
          {
            key: 'what', title: t('column.what'),
            render: (_, each) => <><Typography.Text type="secondary">{words.className(each.classId)} · {each.maskedName ?? t('anonymous')}</Typography.Text><br />{each.summary}</>,
          },
          { key: 'severity', title: t('column.severity'), width: 90, render: (_, { severity }) => <span className="complaints-number">{severity >= 6 ? '▲ ' : ''}{severity}</span> },
          { key: 'handler', title: t('column.handler'), width: 100, render: (_, { handlerName }) => handlerName ?? '—' },
          { key: 'received', title: t('column.received'), width: 150, render: (_, { receivedAt, redoCount }) => <span className="complaints-number">{times.dayAndClock(receivedAt)}{redoCount > 0 ? ` ${t('redo', { count: redoCount })}` : ''}</span> },
        ]}
      />
      {board.hasNextPage && <Button style={{ alignSelf: 'center' }} loading={board.isFetchingNextPage} onClick={() => void board.fetchNextPage()}>{t('board.more')}</Button>}
    </Flex>
  );
}
