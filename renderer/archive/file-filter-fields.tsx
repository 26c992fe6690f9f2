import { Button, Flex, InputNumber, Select, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileStates, type Category, type FileState } from '../../shared/archive.ts';
import type { CatalogueWords } from './use-catalogue.ts';
import type { FileFilters } from './use-file-search.ts';

interface FileFilterFieldsProps { filters: FileFilters; words: CatalogueWords; onChange(filters: FileFilters): void }

/** Narrows a search; all optional, none moves when another changes. */
export function FileFilterFields({ filters, words, onChange }: FileFilterFieldsProps) {
  const { t } = useTranslation('archive');
  const tree = useMemo(() => treeOf(words.catalogue?.categories ?? [], words.name), [words]);
  const set = (part: FileFilters) => onChange({ ...filters, ...part });
  const isNarrowed = Object.values(filters).some(each => each !== undefined);

  return (
    <Flex gap="small" wrap role="group" aria-label={t('filter.label')}>
      <TreeSelect
        allowClear showSearch treeDefaultExpandAll treeNodeFilterProp="title" style={{ width: 220 }} popupMatchSelectWidth={320}
        aria-label={t('filter.category')} placeholder={t('filter.category')} treeData={tree}
        value={filters.categoryId} onChange={(categoryId?: string) => set({ categoryId })}
      />
      <Select
        allowClear style={{ width: 130 }} aria-label={t('filter.level')} placeholder={t('filter.level')}
        options={words.levelsInOrder.map(each => ({ value: each.id, label: words.name(each) }))}
        value={filters.levelId} onChange={(levelId?: string) => set({ levelId })}
      />
      <Select
        allowClear style={{ width: 130 }} aria-label={t('filter.state')} placeholder={t('filter.state')}
        options={fileStates.map(state => ({ value: state, label: t(`state.${state}`) }))}
        value={filters.state} onChange={(state?: FileState) => set({ state })}
      />
      <InputNumber
        style={{ width: 110 }} aria-label={t('filter.year')} placeholder={t('filter.year')} min={1900} max={2200} precision={0} controls={false}
        value={filters.year ?? null} changeOnBlur={false}
        onChange={year => set({ year: typeof year === 'number' && year >= 1900 ? year : undefined })}
      />
      {isNarrowed && <Button type="text" onClick={() => onChange({})}>{t('filter.clear')}</Button>}
    </Flex>
  );
}

interface Branch { value: string; title: string; children: Branch[] }

function treeOf(categories: readonly Category[], name: (category: Category) => string): Branch[] {
  const childrenOf = (parentId: string | null): Branch[] => categories
    .filter(each => each.parentId === parentId && each.isActive)
    .map(each => ({ value: each.id, title: name(each), children: childrenOf(each.id) }));
  return childrenOf(null);
}
