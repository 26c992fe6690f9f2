import { useTranslation } from 'react-i18next';
import type { Said } from './use-desk.ts';

/** What the last key came to, said quietly and always in the same place. */
export function StatusLine({ said }: { said: Said | null }) {
  const { t } = useTranslation('desk');
  return (
    <div className="desk-status" role="status" aria-label={t('status.label')} aria-live="polite" data-refusal={said?.isRefusal ?? false}>
      {said?.text ?? t('status.ready')}
    </div>
  );
}
