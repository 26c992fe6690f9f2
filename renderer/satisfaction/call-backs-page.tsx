import { useQuery } from '@tanstack/react-query';
import { Alert, Empty, Flex, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { CallBackCard } from './call-back-card.tsx';
import './satisfaction.css';

/** Bad ratings, each to be called back and settled. */
export function CallBacksPage() {
  const { t } = useTranslation('ratings');
  const { query } = useBranch();
  const toText = useErrorText();
  const mayCall = useSession()?.staff?.roles.includes('manager') ?? false;
  const [which, setWhich] = useState<'open' | 'done'>('open');
  const list = useQuery(query.ratings.badRatings.queryOptions({ input: { which }, staleTime: 0, refetchInterval: 30_000 }));
  const ratings = list.data?.ratings ?? [];
  return (
    <Flex vertical gap="middle" className="satisfaction-page">
      <PageHead title={t('callBacks.title')} lead={t('callBacks.lead')}>
        <Radio.Group
          aria-label={t('callBacks.which')} optionType="button" value={which} onChange={event => setWhich(event.target.value as typeof which)}
          options={[{ value: 'open', label: t('callBacks.open', { count: list.data?.openCount ?? 0 }) }, { value: 'done', label: t('callBacks.done') }]}
        />
      </PageHead>
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} />}
      {list.isPending && <Skeleton active aria-label={t('callBacks.reading')} />}
      {list.data && ratings.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`callBacks.none.${which}`)} />}
      <ul className="satisfaction-cards">{ratings.map(rating => <li key={rating.id}><CallBackCard rating={rating} mayCall={mayCall} /></li>)}</ul>
    </Flex>
  );
}
