import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useHeadquarters } from '../use-headquarters.tsx';
import type { BodyOf } from './editor-props.ts';

type PublishedClass = BodyOf<'complaintClasses'>['classes'][number];

/** A class by the way down to it: `营业业务 / 电费电价`. */
export function useClassPath(classes: readonly PublishedClass[]): (id: string) => string {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language === 'en';
  return useMemo(() => {
    const byId = new Map(classes.map(each => [each.id, each]));
    const path = (id: string, floors = 0): string => {
      const found = byId.get(id);
      if (!found || floors > 3) return '';
      const name = isEnglish ? found.nameEn : found.nameZh;
      return found.parentId === null ? name : [path(found.parentId, floors + 1), name].filter(Boolean).join(' / ');
    };
    return id => path(id);
  }, [classes, isEnglish]);
}

const none: PublishedClass[] = [];

/** The classes that were published to all of these branches. */
export function usePublishedClasses(branchIds: string[] | null): PublishedClass[] {
  const { query } = useHeadquarters();
  const found = useQuery(query.publishing.inForce.queryOptions({ input: { kind: 'complaintClasses', branchIds }, staleTime: 10_000, enabled: branchIds?.length !== 0 }));
  return (found.data?.body as BodyOf<'complaintClasses'> | null | undefined)?.classes ?? none;
}
