import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openComplaintStates, type ComplaintState, type OpenComplaintState } from '../../shared/complaints.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { BoardColumns } from './board-columns.tsx';
import { BoardList } from './board-list.tsx';
import { boardViews, useBoardView, type BoardView } from './use-board-view.ts';
import { useComplaintWords } from './use-complaint-words.ts';
import './complaints.css';

const readEveryMs = 15_000;
const lists = ['mine', 'open', 'overdue', 'ended'] as const;

/** The board of complaints: mine, open, overdue, ended; one below the other or side by side by state, what is due first stands first. */
export function BoardPage() {
  const { t } = useTranslation('complaints');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useComplaintWords();
  const roles = useSession()?.staff?.roles ?? [];
  const mayTakeIn = roles.some(role => role === 'clerk' || role === 'archivist' || role === 'manager');
  const [which, setWhich] = useState<(typeof lists)[number]>(mayTakeIn ? 'mine' : 'open');
  const [state, setState] = useState<ComplaintState | undefined>();
  const [typed, setTyped] = useState('');
  const [view, setView] = useBoardView();
  // What has ended stands nowhere on the path.
  const isInColumns = view === 'columns' && which !== 'ended';
  const columns = useQuery(query.complaints.boardColumns.queryOptions({ input: { which: which === 'ended' ? 'open' : which, words: typed.trim() }, enabled: isInColumns, staleTime: 0, refetchInterval: readEveryMs, placeholderData: keepPreviousData }));
  const board = useInfiniteQuery(query.complaints.board.infiniteOptions({
    enabled: !isInColumns, input: (cursor: string | undefined) => ({ which, state, words: typed.trim(), cursor }), initialPageParam: undefined, getNextPageParam: page => page.nextCursor ?? undefined, staleTime: 0, refetchInterval: readEveryMs,
  }));
  const first = isInColumns ? columns.data : board.data?.pages[0];
  const problem = isInColumns ? columns : board;
  const complaints = board.data?.pages.flatMap(page => page.complaints) ?? [];
  const open = first ? openComplaintStates.reduce((sum, each) => sum + first.counts[each], 0) : null;
  const counts = { mine: first?.mine ?? null, open, overdue: first?.overdue ?? null, ended: null };
  const showWhole = (of: OpenComplaintState) => {
    setWhich('open');
    setState(of);
    setView('list');
  };
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
        {which === 'open' && !isInColumns && (
          <Select<ComplaintState | 'all'>
            aria-label={t('board.state')} style={{ width: 180 }} value={state ?? 'all'} onChange={value => setState(value === 'all' ? undefined : value)}
            options={[{ value: 'all', label: t('board.allStates') }, ...openComplaintStates.map(value => ({ value, label: `${t(`state.${value}`)} ${first?.counts[value] ?? ''}` }))]}
          />
        )}
        {which !== 'ended' && (
          <Radio.Group
            aria-label={t('board.view')} optionType="button" value={view} onChange={event => setView(event.target.value as BoardView)}
            options={boardViews.map(value => ({ value, label: t(`view.${value}`) }))}
          />
        )}
        <Input.Search aria-label={t('board.search')} placeholder={t('board.searchHint')} allowClear style={{ width: 300 }} maxLength={60} onSearch={setTyped} />
      </Flex>
      {problem.error && <Alert type="error" showIcon role="alert" title={toText(problem.error)} action={<Button size="small" onClick={() => void problem.refetch()}>{t('again')}</Button>} />}
      {isInColumns
        ? columns.data && <BoardColumns columns={columns.data.columns} words={words} onWhole={showWhole} />
        : <BoardList complaints={complaints} words={words} isReading={board.isPending} emptyText={t(isNarrowed ? 'empty.narrowed' : `empty.${which}`)} />}
      {!isInColumns && board.hasNextPage && <Button style={{ alignSelf: 'center' }} loading={board.isFetchingNextPage} onClick={() => void board.fetchNextPage()}>{t('board.more')}</Button>}
    </Flex>
  );
}
