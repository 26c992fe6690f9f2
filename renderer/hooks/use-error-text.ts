import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from './describe-error.ts';
import { useOffice } from './office.ts';

/** Turns whatever a call threw into words of the user's language. */
export function useErrorText(): (error: unknown) => string {
  const { refusals, timeZone } = useOffice();
  const { t, i18n } = useTranslation(refusals.texts);
  return useCallback(
    (error: unknown) => describeError(error, t, { language: i18n.language, timeZone, codes: refusals.codes }),
    [t, i18n.language, timeZone, refusals],
  );
}
