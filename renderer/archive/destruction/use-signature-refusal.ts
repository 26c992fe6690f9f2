import { ORPCError } from '@orpc/contract';
import { useTranslation } from 'react-i18next';

/** The words of a refusal; for somebody who may not sign, who may: the general words name the manager, who is not always asked. */
export function useSignatureRefusal(whoMay: string): (text: string, error: unknown) => string {
  const { t } = useTranslation('destruction');
  return (text, error) => {
    if (!(error instanceof ORPCError) || error.code !== 'APPROVER_NOT_ALLOWED') return text;
    const data: unknown = error.data;
    const name = typeof data === 'object' && data !== null && 'name' in data ? String(data.name) : '';
    return t('notAllowed', { name, who: whoMay });
  };
}
