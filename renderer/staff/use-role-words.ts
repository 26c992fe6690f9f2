import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/staff.ts';

/** Roles in the reader's words: 柜员、网点经理. */
export function useRoleWords(): (roles: readonly Role[]) => string {
  const { t } = useTranslation('errors');
  return roles => roles.map(role => t(`word.role.${role}`)).join(t('listSeparator'));
}
