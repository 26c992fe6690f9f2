import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';

const pauseBeforeAskingMs = 250;

/** Finds a customer by name, pinyin, number or the last digits of one; what is listed is masked. */
export function CustomerSelect({ onChoose }: { onChoose(customerId: string): void }) {
  const { t } = useTranslation('accessLog');
  const { query } = useBranch();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pauseBeforeAskingMs);
    return () => clearTimeout(timer);
  }, [typed]);
  // Each search is an entry: the same words are asked once.
  const found = useQuery({
    ...query.customers.find.queryOptions({ input: { query: asked, limit: 12 } }), enabled: asked !== '', placeholderData: keepPreviousData, staleTime: 60_000, refetchOnWindowFocus: false,
  });
  const options = asked === '' ? [] : (found.data?.matches ?? []).map(match => ({
    value: match.id, label: [match.maskedName, match.maskedPhone, match.maskedAccountNumber, match.maskedIdNumber].filter(Boolean).join(' · '),
  }));

  return (
    <Select
      aria-label={t('whoLooked.customer')} placeholder={t('whoLooked.hint')} style={{ width: 440, maxWidth: '100%' }} autoFocus
      showSearch={{ filterOption: false, onSearch: setTyped }} options={options} loading={found.isFetching}
      notFoundContent={asked === '' || found.isFetching ? null : t('whoLooked.none')}
      onChange={(id: string) => onChoose(id)}
    />
  );
}
