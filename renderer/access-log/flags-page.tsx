import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex, Radio, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { FlagCard } from './flag-card.tsx';
import { useLogWords } from './use-log-words.ts';
import './access-log.css';

/** Look-ups that were unusual, each with its rule and facts, for the manager to judge in writing. */
export function FlagsPage() {
  const { t } = useTranslation('accessLog');
  const { query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const words = useLogWords();
  const me = useSession()?.staff;
  const [which, setWhich] = useState<'open' | 'cleared'>('open');
  // Reading is an entry: only when somebody asks, never by itself.
  const list = useQuery(query.accessLog.flags.queryOptions({ input: { which, limit: 50 }, staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, retry: false }));
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 60_000 }));
  const numberOf = (windowId: string | null) => windows.data?.find(each => each.id === windowId)?.number;
  const mayClear = me?.roles.includes('manager') ?? false;
  const flags = list.data?.flags ?? [];

  return (
    <Flex vertical gap="small" className="log-page">
      <PageHead title={t('flags.title')} lead={t('flags.lead')}>
        <Radio.Group
          aria-label={t('flags.which')} optionType="button" value={which} onChange={event => setWhich(event.target.value as typeof which)}
          options={[{ value: 'open', label: t('flags.open') }, { value: 'cleared', label: t('flags.cleared') }]}
        />
        <Button loading={list.isFetching} onClick={() => void list.refetch()}>{t('filter.read')}</Button>
      </PageHead>
      {list.error && <Alert type="error" showIcon title={toText(list.error)} />}
      {list.isPending && <Skeleton active aria-label={t('flags.loading')} />}
      {list.data && <Typography.Text role="status">{t('flags.openCount', { count: list.data.openCount })}</Typography.Text>}
      {list.data && flags.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`flags.none.${which}`)} />}
      <ul className="log-cards" aria-label={t('flags.title')}>
        {flags.map(flag => (
          <FlagCard
            key={flag.id} flag={flag} words={words} windowNumber={numberOf(flag.entry.windowId)} isOwn={flag.entry.staffId === me?.id} mayClear={mayClear}
            onCleared={() => void queries.invalidateQueries({ queryKey: query.accessLog.flags.key() })}
          />
        ))}
      </ul>
    </Flex>
  );
}
