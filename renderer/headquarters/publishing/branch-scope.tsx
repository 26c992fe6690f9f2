import { useQuery } from '@tanstack/react-query';
import { Flex, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeadquarters } from '../use-headquarters.tsx';

/** To whom it goes: every branch, those enrolled later too (null), or some that are named; none of them yet is an empty list. */
export function BranchScope({ value, onChange }: { value: string[] | null; onChange(branchIds: string[] | null): void }) {
  const { t } = useTranslation('headquartersPublishing');
  const { query } = useHeadquarters();
  const isSome = value !== null;
  const [typed, setTyped] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQuery(query.branches.choose.queryOptions({ input: { words: typed }, staleTime: 30_000, enabled: isSome, placeholderData: before => before })).data ?? [];
  // Names of those chosen stay, whatever is typed afterwards.
  const options = [...new Map([...(value ?? []).map(id => [id, names.get(id) ?? id] as const), ...found.map(({ id, name }) => [id, name] as const)])].map(([id, label]) => ({ value: id, label }));
  return (
    <Flex gap="small" wrap align="center" role="group" aria-label={t('column.to')}>
      <Radio.Group
        aria-label={t('column.to')} optionType="button" value={isSome} options={[{ value: false, label: t('allBranches') }, { value: true, label: t('chosenBranches') }]}
        onChange={event => onChange(event.target.value === true ? [] : null)}
      />
      {isSome && (
        <Select<string[]>
          mode="multiple" aria-label={t('chosenBranches')} placeholder={t('chooseBranches')} style={{ minWidth: 420 }} value={value ?? []} options={options} showSearch={{ filterOption: false, onSearch: setTyped }}
          onChange={chosen => { setNames(new Map(options.map(each => [each.value, each.label]))); onChange(chosen); }}
        />
      )}
    </Flex>
  );
}
