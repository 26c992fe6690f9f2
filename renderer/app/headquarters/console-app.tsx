import { RouterProvider } from '@tanstack/react-router';
import { Alert, Flex, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CentredPage } from '../../components/centred-page.tsx';
import type { ConsoleConnection } from '../../headquarters/console-connection.ts';
import { useAwaySince, useConsoleState } from '../../headquarters/use-headquarters.tsx';
import { consoleRouter } from './console-router.tsx';

const askAgainMs = 2_000;

/** The console: who this page is first, then the pages. */
export function ConsoleApp({ connection }: { connection: ConsoleConnection }) {
  const { t } = useTranslation('headquarters');
  const state = useConsoleState();
  const isAway = useAwaySince() !== null;
  const [router] = useState(() => consoleRouter(connection));
  const name = state?.headquarters.name;
  const isKnown = state !== null;
  useEffect(() => {
    if (isKnown) return undefined;
    const ask = () => void connection.greet().catch(() => undefined);
    ask();
    const timer = setInterval(ask, askAgainMs);
    return () => clearInterval(timer);
  }, [connection, isKnown]);
  useEffect(() => { document.title = name ? `${name} · ${t('product')}` : t('product'); }, [name, t]);

  if (isKnown) return <RouterProvider router={router} />;
  return (
    <CentredPage title={t('product')}>
      {isAway ? <Alert type="warning" showIcon role="status" title={t('line.neverThere')} /> : <Flex justify="center"><Spin aria-label={t('loading')} /></Flex>}
    </CentredPage>
  );
}
