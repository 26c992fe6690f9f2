import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogAction } from '../../shared/access-log.ts';
import { useBranch } from '../hooks/branch-client.tsx';

/** Words for what the log writes down as codes. */
export function useLookWords() {
  const { t, i18n } = useTranslation('archive');
  const { t: words } = useTranslation('errors');
  const { query } = useBranch();
  const purposes = useQuery(query.looks.purposes.queryOptions({ staleTime: 60_000 })).data;
  return useMemo(() => ({
    action: (action: LogAction) => t(`action.${action}`),
    role: (role: string) => (role === 'system' ? t('trace.system') : words(`word.role.${role}`)),
    /** A purpose taken off the list since keeps its code. */
    purpose(code: string): string {
      const found = purposes?.find(each => each.code === code);
      return found ? (i18n.language === 'en' ? found.nameEn : found.nameZh) : code;
    },
  }), [t, words, i18n.language, purposes]);
}
