import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BranchClientProvider } from '../hooks/branch-client.tsx';
import { isLineLost, type BranchConnection } from '../hooks/branch-connection.ts';
import { branchTheme } from '../components/theme.ts';

/** What the pages of a branch's entries stand in. */
export function Providers({ connection, children }: { connection: BranchConnection; children: ReactNode }) {
  return <Surroundings><BranchClientProvider connection={connection}>{children}</BranchClientProvider></Surroundings>;
}

/** What every entry's pages stand in: queries, language, look. */
export function Surroundings({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const [queries] = useState(newQueryClient);
  const isDark = useDarkScheme();
  const look = useMemo(() => branchTheme(isDark), [isDark]);
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider locale={i18n.language === 'en' ? english : chinese} theme={look} button={{ autoInsertSpace: false }}>
        <App component={false} message={{ maxCount: 3 }}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A hall without internet still has its branch: the browser's idea of "online" says nothing here.
        networkMode: 'always',
        retry: (count, error) => isLineLost(error) && count < 20,
        retryDelay: 500,
        refetchOnWindowFocus: false,
        staleTime: 10_000,
      },
    },
  });
}

const darkScheme = '(prefers-color-scheme: dark)';

function useDarkScheme(): boolean {
  return useSyncExternalStore(
    changed => {
      const query = window.matchMedia(darkScheme);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(darkScheme).matches,
  );
}
