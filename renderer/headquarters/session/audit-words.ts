import { useTranslation } from 'react-i18next';
import { auditedActions, type AuditEntry } from '../../../shared/console-session.ts';
import { useTableWords } from '../table-words.tsx';

/** An entry of the audit trail in words. What a later version wrote is shown as it stands. */
export function useAuditWords(): { action(entry: AuditEntry): string; detail(entry: AuditEntry): string } {
  const { t, i18n } = useTranslation('headquarters');
  const nameOf = (field: string) => i18n.exists(`detail.${field}`, { ns: 'headquarters' }) ? t(`detail.${field}`) : field;
  const tableWords = useTableWords();
  const valueOf = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(valueOf).join(t('separator'));
    if (typeof value === 'object' && value !== null) return JSON.stringify(value);
    return String(value);
  };
  return {
    action: ({ action }) => (auditedActions as readonly string[]).includes(action) ? t(`action.${action}`) : action,
    detail: ({ detail }) => Object.entries(detail).filter(([, value]) => value !== null && value !== '').map(([field, value]) => t('detailLine', { field: nameOf(field), value: field === 'table' ? tableWords(String(value)) : valueOf(value) })).join('; '),
  };
}
