import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeadquarters } from '../use-headquarters.tsx';

interface BranchChoiceProps {
  /** of its field in a form, which then has the label */
  id?: string | undefined;
  value: string | null;
  onChange(branchId: string | null): void;
  /** one must be chosen: none does not stand for all */
  isSure?: boolean;
}

/** One branch out of many, found by typing part of its name. */
export function BranchChoice({ id: fieldId, value, onChange, isSure = false }: BranchChoiceProps) {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const [typed, setTyped] = useState('');
  const found = useQuery(query.branches.choose.queryOptions({ input: { words: typed }, staleTime: 30_000, placeholderData: before => before }));
  return (
    <Select<string>
      {...fieldId === undefined ? { 'aria-label': t('branch') } : { id: fieldId }} allowClear={!isSure} placeholder={isSure ? null : t('everyBranch')} style={{ width: isSure ? '100%' : 220 }} value={value} loading={found.isFetching} showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={chosen => onChange(chosen ?? null)} options={(found.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
