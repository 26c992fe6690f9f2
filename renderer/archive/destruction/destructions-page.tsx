import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Radio, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import { destructionSteps } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { Key, useFileKeys } from '../archive-keys.tsx';
import { DestructionMark } from './destruction-mark.tsx';
import './destruction.css';

type Listed = BranchOutputs['lending']['destructions'][number];

const readEveryMs = 60_000;
const waits = ({ state }: Listed) => state === 'proposed' || state === 'approved';

/** Destruction 销毁: the proposals, those first that wait for somebody. */
export function DestructionsPage() {
  const { t } = useTranslation('destruction');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const mayPropose = useSession()?.staff?.roles.includes('archivist') ?? false;
  const [chosen, setChosen] = useState<'waiting' | 'all' | null>(null);
  const list = useQuery(query.lending.destructions.queryOptions({ staleTime: 0, refetchInterval: readEveryMs }));
  const waiting = list.data?.filter(waits) ?? [];
  // With nothing waiting, what was is shown rather than an empty list.
  const which = chosen ?? (waiting.length === 0 && (list.data?.length ?? 0) > 0 ? 'all' : 'waiting');
  const shown = which === 'waiting' ? waiting : list.data ?? [];
  const propose = () => void navigate({ to: '/archive/destruction/new' });
  useFileKeys(mayPropose ? { 'Alt+X': propose } : {});

  return (
    <Flex vertical gap="small" className="destruction-page">
      <PageHead title={t('title')} lead={t('lead')}>
        {mayPropose && <Button type="primary" aria-keyshortcuts="Alt+X" onClick={propose}>{t('do.propose')} <Key label="Alt+X" /></Button>}
      </PageHead>
      <Radio.Group
        aria-label={t('list.label')} optionType="button" value={which} onChange={event => setChosen(event.target.value as typeof which)}
        options={[{ value: 'waiting', label: list.data ? t('list.waitingCount', { count: waiting.length }) : t('list.waiting') }, { value: 'all', label: list.data ? t('list.allCount', { count: list.data.length }) : t('list.all') }]}
      />
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('again')}</Button>} />}
      <Table<Listed>
        rowKey="id" size="small" dataSource={[...shown]} loading={list.isPending} pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: <span style={{ whiteSpace: 'pre-line' }}>{t(mayPropose ? `empty.${which}` : `empty.${which}Reader`)}</span> }}
        columns={[
          { key: 'number', title: t('column.number'), width: 130, render: (_, { id, number }) => <Link to="/archive/destruction/$destructionId" params={{ destructionId: id }} className="destruction-number">{number}</Link> },
          { key: 'state', title: t('column.state'), width: 230, render: (_, each) => <><DestructionMark state={each.state} /><br /><Typography.Text type="secondary">{standing(each)}</Typography.Text></> },
          { key: 'reason', title: t('column.reason'), dataIndex: 'reason' },
          { key: 'files', title: t('column.files'), width: 90, align: 'end', render: (_, { fileCount }) => <span className="destruction-number">{fileCount}</span> },
          { key: 'proposed', title: t('column.proposed'), width: 190, render: (_, { proposedByName, proposedAt }) => <>{proposedByName}<br /><Typography.Text type="secondary">{times.dayAndClock(proposedAt)}</Typography.Text></> },
        ]}
      />
      <Typography.Text type="secondary">{t('rule')}</Typography.Text>
    </Flex>
  );

  function standing({ state, approvals, nextStep, withdrawn, carriedOut }: Listed): string {
    if (state === 'proposed' && nextStep) return t('standing.proposed', { signed: approvals.length, steps: destructionSteps.length, step: t(`errors:word.step.${nextStep}`) });
    if (state === 'approved') return t('standing.approved');
    if (state === 'carriedOut' && carriedOut) return t('standing.carriedOut', { at: times.dayAndClock(carriedOut.at), names: carriedOut.witnessNames.join(t('separator')) });
    if (withdrawn) return t('standing.withdrawn', { name: withdrawn.name, at: times.dayAndClock(withdrawn.at) });
    const rejection = approvals.find(({ isApproved }) => !isApproved);
    return rejection ? t('standing.rejected', { name: rejection.name, at: times.dayAndClock(rejection.at) }) : '';
  }
}
