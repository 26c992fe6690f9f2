import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerClass, ListedTicket } from '../../shared/queue.ts';
import { useTimes } from '../hooks/use-times.ts';
import { useQueueWords } from './use-queue-words.ts';
import './queue-lists.css';

interface QueueRowProps {
  ticket: Pick<ListedTicket, 'number' | 'customerClass' | 'issuedAt'>;
  /** minutes since the ticket was issued; left out, no wait is shown */
  waitMinutes?: number;
  isFirst?: boolean;
  mark?: ReactNode;
  why?: ReactNode;
  action: ReactNode;
}

/** One ticket in a list of the desk: its number, its class in a word, its wait, and what the reader should know. */
export function QueueRow({ ticket, waitMinutes, isFirst, mark, why, action }: QueueRowProps) {
  const { t } = useTranslation('desk');
  const words = useQueueWords();
  const times = useTimes();
  return (
    <li className="queue-row" data-first={isFirst} data-ticket={ticket.number}>
      <div>
        <div className="queue-row__facts">
          <span className="queue-row__number">{ticket.number}</span>
          <ClassTag customerClass={ticket.customerClass} />
          {mark}
          {waitMinutes !== undefined && (
            <span className="queue-row__wait" title={t('left.waitedExact', { time: times.clock(ticket.issuedAt), minutes: waitMinutes })}>
              {words.duration(waitMinutes)}
            </span>
          )}
        </div>
        {why !== undefined && <span className="queue-row__why">{why}</span>}
      </div>
      {action}
    </li>
  );
}

/** The class as a word; ordinary customers need none. */
export function ClassTag({ customerClass }: { customerClass: CustomerClass }) {
  const { t } = useTranslation('queue');
  if (customerClass === 'ordinary') return null;
  return <Tag variant="outlined" style={{ margin: 0 }}>{t(`class.${customerClass}`)}</Tag>;
}
