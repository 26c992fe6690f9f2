import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';

/** Reminds the manager, on whichever page, that the hours are over and the day is not closed. */
export function ClosingReminder() {
  const { t } = useTranslation('summary');
  const { query } = useBranch();
  const due = useQuery(query.summary.closingDue.queryOptions({ staleTime: 0, refetchInterval: 60_000 })).data;
  if (!due?.businessDate) return null;
  return <Alert banner type="warning" title={<>{t('close.due', { date: due.businessDate })} <Link to="/summary/close" style={{ textDecoration: 'underline' }}>{t('close.title')}</Link></>} />;
}
