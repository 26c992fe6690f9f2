import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category, Level } from '../../shared/archive.ts';
import { useBranch } from '../hooks/branch-client.tsx';

interface Named { nameZh: string; nameEn: string }

/** The catalogue's words by id, in the reader's language. Empty until it has arrived: rows then show no word rather than a wrong one. */
export function useCatalogue() {
  const { i18n } = useTranslation();
  const { query } = useBranch();
  const { data, error } = useQuery(query.archive.catalogue.queryOptions({ staleTime: 60_000 }));
  const isEnglish = i18n.language === 'en';

  return useMemo(() => {
    const name = (each: Named | undefined) => (each ? (isEnglish ? each.nameEn : each.nameZh) : '');
    const byId = <Row extends { id: string }>(rows: readonly Row[] | undefined) => new Map(rows?.map(row => [row.id, row]));
    const categories = byId(data?.categories);
    const levels = byId(data?.levels);
    const shelves = byId(data?.shelves);
    const retentionClasses = byId(data?.retentionClasses);
    const inOrder = (data?.levels ?? []).toSorted((one, other) => one.rank - other.rank);
    return {
      catalogue: data,
      error,
      levelsInOrder: inOrder,
      name,
      level: (id: string): Level | undefined => levels.get(id),
      levelName: (id: string) => name(levels.get(id)),
      /** 0 for the lowest level: its place among the levels, whatever numbers the ranks have */
      levelStep: (id: string) => inOrder.findIndex(each => each.id === id),
      categoryName: (id: string) => pathOf(categories.get(id), categories).map(name).join(' / '),
      shelfCode: (id: string | null) => (id === null ? '' : shelves.get(id)?.code ?? ''),
      shelfRoom: (id: string | null) => (id === null ? '' : shelves.get(id)?.room ?? ''),
      retentionName: (id: string) => name(retentionClasses.get(id)),
    };
  }, [data, error, isEnglish]);
}

export type CatalogueWords = ReturnType<typeof useCatalogue>;

/** From the root of the tree down. The service refuses circles; an id seen twice ends the way all the same. */
function pathOf(category: Category | undefined, all: ReadonlyMap<string, Category>): Category[] {
  const path: Category[] = [];
  for (let each = category; each && !path.includes(each); each = each.parentId === null ? undefined : all.get(each.parentId)) path.unshift(each);
  return path;
}
