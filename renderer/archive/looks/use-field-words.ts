import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasisKind } from '../../../shared/access-log.ts';
import type { LookField, Purpose } from '../../../shared/looks.ts';

/** Words for what a look opens and rests on. */
export function useFieldWords() {
  const { t, i18n } = useTranslation('looks');
  return useMemo(() => {
    const field = (name: LookField) => t(`field.${name}`);
    return {
      field,
      list: (fields: readonly LookField[]) => fields.map(field).join(t('listSeparator')),
      basis: (kind: BasisKind) => t(`basis.kind.${kind}`),
      purpose: (purpose: Pick<Purpose, 'nameZh' | 'nameEn'>) => (i18n.language === 'en' ? purpose.nameEn : purpose.nameZh),
    };
  }, [t, i18n.language]);
}
