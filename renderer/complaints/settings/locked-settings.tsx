import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeadlineSetting } from '../../../shared/deadline-table.ts';
import { useBranch } from '../../hooks/branch-client.tsx';

/** Whether headquarters has fixed a setting. */
export function useLockedSettings(): (setting: DeadlineSetting) => boolean {
  const { query } = useBranch();
  const locked = useQuery(query.deadlineTable.locked.queryOptions({ staleTime: 0 })).data ?? [];
  return setting => locked.includes(setting);
}

/** Says so, where its hint would stand. */
export function LockedMark() {
  const { t } = useTranslation('complaintRules');
  return <Typography.Text type="secondary">■ {t('locked')}</Typography.Text>;
}
