import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { DeskAtWindow } from './desk-at-window.tsx';
import { WindowChooser } from './window-chooser.tsx';
import './desk.css';

/** While choosing, other clerks take windows: the list is read anew this often. */
const READ_WINDOWS_EVERY_MS = 4000;

/** The clerk's place: first which window, then that window's desk until it is closed. */
export function DeskPage() {
  const { t } = useTranslation('desk');
  const { query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const staffId = useSession()?.staff?.id;
  const [lostNumber, setLostNumber] = useState<number | null>(null);
  const services = useQuery(query.queue.listServices.queryOptions());
  const windows = useQuery(query.queue.listWindows.queryOptions({
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(each => each.clerkId === staffId) ? false : READ_WINDOWS_EVERY_MS),
  }));
  const mine = windows.data?.find(each => each.clerkId === staffId);
  const readWindows = () => queries.invalidateQueries({ queryKey: query.queue.listWindows.key() });

  const hasWindow = mine !== undefined;
  useEffect(() => { if (hasWindow) setLostNumber(null); }, [hasWindow]);

  if (windows.error && !windows.data) return <Alert type="error" showIcon title={toText(windows.error)} style={{ margin: 24 }} />;
  if (!windows.data || !services.data) return <Skeleton active style={{ padding: 24 }} title={{ width: 200 }} aria-label={t('choose.loading')} />;
  if (!mine) return <WindowChooser windows={windows.data} services={services.data} lostNumber={lostNumber} onOpened={() => void readWindows()} />;
  return (
    <DeskAtWindow
      key={mine.id} windowId={mine.id}
      onLeft={number => { setLostNumber(number); void readWindows(); }}
    />
  );
}
