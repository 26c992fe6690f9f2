import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from './branch-client.tsx';
import { describeError } from './describe-error.ts';

/** Turns whatever a call threw into words of the user's language. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation('errors');
  const timeZone = useSession()?.branch?.timeZone;
  return useCallback(
    (error: unknown) => describeError(error, t, { language: i18n.language, timeZone }),
    [t, i18n.language, timeZone],
  );
}
