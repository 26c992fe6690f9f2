import { CheckCircleOutlined, CoffeeOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ServiceWindow } from '../../shared/queue.ts';
import { minutesSince } from '../hooks/branch-now.ts';
import { useQueueWords } from './use-queue-words.ts';

interface LiveWindowsProps {
  windows: readonly ServiceWindow[];
  /** the ticket at each window, by the window's number */
  tickets: ReadonlyMap<number, string | null>;
  now: number;
  onRelease(window: ServiceWindow): void;
}

const shapes = { open: CheckCircleOutlined, paused: CoffeeOutlined, closed: MinusCircleOutlined };

/** Each window with its state, how long it has been so, who sits there and whom they serve. */
export function LiveWindows({ windows, tickets, now, onRelease }: LiveWindowsProps) {
  const { t } = useTranslation('queue');
  const words = useQueueWords();
  const rows = windows.filter(each => each.isActive).sort((one, other) => one.number - other.number);
  return (
    <Table<ServiceWindow>
      rowKey="id" size="small" pagination={false} dataSource={rows}
      columns={[
        { title: t('hall.window'), render: (_, row) => words.window(row) },
        { title: t('hall.state'), width: 190, render: (_, row) => <State window={row} /> },
        { title: t('hall.since'), width: 130, align: 'end', render: (_, row) => words.duration(minutesSince(row.stateSince, now)) },
        { title: t('hall.clerk'), width: 160, render: (_, row) => row.clerkName ?? '–' },
        { title: t('hall.ticket'), width: 110, render: (_, row) => tickets.get(row.number) ?? '–' },
        {
          title: t('hall.action'), width: 110,
          render: (_, row) => (row.clerkId === null ? null : <Button size="small" aria-label={t('hall.releaseLabel', { number: row.number })} onClick={() => onRelease(row)}>{t('hall.release')}</Button>),
        },
      ]}
    />
  );
}

function State({ window }: { window: ServiceWindow }) {
  const { t } = useTranslation('queue');
  const Shape = shapes[window.state];
  return <><Shape aria-hidden /> {t(`windowState.${window.state}`)}{window.state === 'paused' && window.pauseReason ? `（${t(`pauseReason.${window.pauseReason}`)}）` : ''}</>;
}
