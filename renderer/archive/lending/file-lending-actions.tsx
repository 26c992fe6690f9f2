import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MaskedFile } from '../../../shared/archive.ts';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { Key, useFileKeys } from '../archive-keys.tsx';

/** In a file's head: lend it, or who has it and until when; and its level. */
export function FileLendingActions({ file }: { file: MaskedFile }) {
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const navigate = useNavigate();
  const roles = useSession()?.staff?.roles ?? [];
  const mayRead = roles.some(role => role === 'archivist' || role === 'manager' || role === 'auditor');
  const mayLend = roles.includes('archivist') && file.state === 'onShelf';
  const out = useQuery({ ...query.lending.loans.queryOptions({ input: { which: 'out', fileId: file.id }, staleTime: 0 }), enabled: mayRead && file.state === 'lent' });
  const loan = out.data?.loans[0];
  const lend = () => void navigate({ to: '/archive/lend/$fileId', params: { fileId: file.id } });
  useFileKeys(mayLend ? { 'Alt+B': lend } : {});

  if (!mayRead || file.state === 'destroyed') return null;
  return (
    <>
      {file.state === 'lent' && loan && (
        <Typography.Text>
          {loan.isOverdue && <Typography.Text type="danger">▲ {t('due.overdue', { days: loan.overdueDays })} </Typography.Text>}
          {t('file.lentTo', { name: loan.borrowerName, day: loan.dueOn })} <Link to="/archive/loans/$loanId" params={{ loanId: loan.id }} style={{ textDecoration: 'underline' }}>{loan.number}</Link>
        </Typography.Text>
      )}
      <Button onClick={() => void navigate({ to: '/archive/levels/$fileId', params: { fileId: file.id } })}>{t('file.level')}</Button>
      {mayLend && <Button aria-keyshortcuts="Alt+B" onClick={lend}>{t('do.lend')} <Key label="Alt+B" /></Button>}
    </>
  );
}
