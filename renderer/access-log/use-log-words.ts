import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogAction, LogEntry } from '../../shared/access-log.ts';
import { useBranch } from '../hooks/branch-client.tsx';

/** Words for what the log holds as codes, and an entry as one plain sentence. */
export function useLogWords() {
  const { t, i18n } = useTranslation('accessLog');
  const { t: words } = useTranslation('errors');
  const { query } = useBranch();
  const purposes = useQuery(query.looks.purposes.queryOptions({ staleTime: 60_000 })).data;

  return useMemo(() => {
    const action = (code: LogAction) => t(`action.${code}`);
    const role = (code: string) => (code === 'system' ? t('system') : words(`word.role.${code}`));
    const field = (code: string) => words(`word.field.${code}`, { defaultValue: code });
    /** A purpose taken off the list since keeps its code. */
    const purpose = (code: string) => {
      const found = purposes?.find(each => each.code === code);
      if (!found) return t(`purpose.${code}`, { defaultValue: code });
      return i18n.language === 'en' ? found.nameEn : found.nameZh;
    };
    const fields = (codes: readonly string[]) => codes.map(field).join(words('listSeparator'));
    return {
      action, role, purpose, fields,
      outcome: (code: LogEntry['outcome']) => t(`outcome.${code}`),
      /** 李敏（柜员，3 号窗口）因“过户”查阅 G2026-1（张*明），依据 A012 */
      sentence(entry: LogEntry, windowNumber?: number): string {
        const { detail, role: office, staffId } = entry;
        const place = windowNumber === undefined ? role(office) : t('sentence.atWindow', { role: role(office), number: windowNumber });
        const who = staffId === null ? t('system') : t('sentence.who', { name: detail?.staffName ?? t('sentence.nameDestroyed'), place });
        const what = [detail?.fileNumber, detail?.customerName].filter(Boolean);
        return [
          who,
          entry.purpose === null ? '' : t('sentence.purpose', { purpose: purpose(entry.purpose) }),
          entry.outcome === 'refused' ? t('sentence.refused', { action: action(entry.action) }) : t('sentence.did', { action: action(entry.action) }),
          what.length === 0 ? '' : t('sentence.what', { what: what.join(' · ') }),
          detail?.query === undefined ? '' : t('sentence.query', { query: detail.query }),
          detail?.basisWords === undefined ? '' : t('sentence.basis', { basis: detail.basisWords }),
        ].join('');
      },
    };
  }, [t, words, i18n.language, purposes]);
}

export type LogWords = ReturnType<typeof useLogWords>;
