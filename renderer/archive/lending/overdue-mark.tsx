import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';

const readEveryMs = 5 * 60_000;

/** Loans that are late, said quietly in the top line of whoever keeps the archive, from the sign-in on until they are back. Nothing pops up. */
export function OverdueMark() {
  const keepsArchive = useSession()?.staff?.roles.includes('archivist') ?? false;
  return keepsArchive ? <Mark /> : null;
}

function Mark() {
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const { token } = theme.useToken();
  const late = useQuery(query.lending.loans.queryOptions({ input: { which: 'overdue', limit: 1 }, refetchInterval: readEveryMs }));
  const count = late.data?.counts.overdue ?? 0;
  if (count === 0) return null;
  return <Link to="/archive/loans" style={{ color: token.colorErrorText, lineHeight: 'normal', whiteSpace: 'nowrap' }}>▲ {t('mark', { count })}</Link>;
}
