import { useTranslation } from 'react-i18next';
import { numberedRowsInPart } from '../../../shared/sync.ts';

/** A part of a table as people read it: its day, the numbers it holds, or that it holds what has neither. */
export function usePartWords(): (part: string) => string {
  const { t } = useTranslation('headquartersVerification');
  return part => {
    const [, block] = /^#(\d+)$/.exec(part) ?? [];
    if (block !== undefined) return t('verification.block', { first: Number(block) * numberedRowsInPart, last: (Number(block) + 1) * numberedRowsInPart - 1 });
    return part === '0' ? t('verification.otherKeys') : part;
  };
}
