import { useTranslation } from 'react-i18next';

/** Why a branch could not take a directive: the words of its own refusals, else the code as it came. */
export function useRefusalWords(): (code: string | null) => string {
  const { t, i18n } = useTranslation('headquarters');
  return code => {
    if (code === null) return t('directives.noCode');
    if (i18n.exists(`takeRefusal.${code}`, { ns: 'headquarters' })) return t(`takeRefusal.${code}`);
    return code;
  };
}
