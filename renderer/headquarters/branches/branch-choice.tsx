import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeadquarters } from '../use-headquarters.tsx';

/** One branch out of many, found by typing part of its name. */
export function BranchChoice({ value, onChange }: { value: string | null; onChange(branchId: string | null): void }) {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const [typed, setTyped] = useState('');
  const found = useQuery(query.branches.choose.queryOptions({ input: { words: typed }, staleTime: 30_000, placeholderData: before => before }));
  return (
    <Select<string>
      aria-label={t('branch')} allowClear placeholder={t('everyBranch')} style={{ width: 220 }} value={value} loading={found.isFetching} showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={chosen => onChange(chosen ?? null)} options={(found.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
