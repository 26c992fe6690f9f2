import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../hooks/branch-client.tsx';
import type { BranchConnection } from '../hooks/branch-connection.ts';
import { LockScreen } from '../staff/lock-screen.tsx';
import { deskRouter } from './desk-router.tsx';

/** The desk's windows: the pages, and the lock above whatever is open. */
export function DeskApp({ connection }: { connection: BranchConnection }) {
  const { t } = useTranslation();
  const [router] = useState(() => deskRouter(connection));
  const session = useSession();
  const isLocked = Boolean(session?.staff && session.isLocked);
  const branchName = session?.branch?.name;

  useEffect(() => {
    document.title = branchName ? `${branchName} · ${t('product')}` : t('product');
  }, [branchName, t]);

  return (
    <>
      <RouterProvider router={router} />
      {isLocked && <LockScreen />}
    </>
  );
}
