import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch } from './branch-client.tsx';

interface Named { nameZh: string; nameEn: string }

/** The classes of complaints by id, in the reader's language; empty until they have arrived. */
export function useComplaintClasses() {
  const { i18n } = useTranslation();
  const { query } = useBranch();
  const classes = useQuery(query.complaints.classes.queryOptions({ staleTime: 60_000 })).data;
  const isEnglish = i18n.language === 'en';
  return useMemo(() => {
    const nameOf = (each: Named) => (isEnglish ? each.nameEn : each.nameZh);
    const byId = new Map(classes?.map(each => [each.id, each]));
    const className = (id: string): string => {
      const found = byId.get(id);
      if (!found) return '';
      return found.parentId === null ? nameOf(found) : `${className(found.parentId)} / ${nameOf(found)}`;
    };
    /** its pinyin, and that of those above it */
    const classKeys = (id: string): string => {
      const found = byId.get(id);
      return found ? `${found.keys} ${found.parentId === null ? '' : classKeys(found.parentId)}` : '';
    };
    const hasBelow = new Set(classes?.map(({ parentId }) => parentId));
    return {
      nameOf, className,
      /** without the classes above it, where there is little room */
      shortClassName: (id: string): string => { const found = byId.get(id); return found ? nameOf(found) : ''; },
      everyClass: (classes ?? []).map(({ id }) => ({ value: id, label: className(id) })),
      /** what may be chosen: classes in use that are not divided further */
      classOptions: (classes ?? []).filter(({ id, isActive }) => isActive && !hasBelow.has(id)).map(({ id }) => ({ value: id, label: className(id), keys: classKeys(id) })),
    };
  }, [classes, isEnglish]);
}
