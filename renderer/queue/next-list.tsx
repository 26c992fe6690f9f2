import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../shared/queue.ts';
import { minutesSince } from '../hooks/branch-now.ts';
import { QueueRow } from './queue-row.tsx';
import { useQueueWords } from './use-queue-words.ts';

type NextTicket = DeskView['next'][number];

interface NextListProps {
  next: readonly NextTicket[];
  /** all who wait, more than the list may hold */
  waitingCount: number;
  /** when the list was true, and the time now: waits grow between two pictures */
  asOf: number;
  now: number;
  onHistory(ticket: NextTicket): void;
  onCancel(ticket: NextTicket): void;
}

/** Who is called next and after that, each with the reason of its place. */
export function NextList({ next, waitingCount, asOf, now, onHistory, onCancel }: NextListProps) {
  const { t } = useTranslation('desk');
  const words = useQueueWords();
  const notListed = waitingCount - next.length;

  return (
    <section className="queue-section queue-section--next" aria-label={t('left.next')}>
      <h2 className="queue-section__title"><span>{t('left.next')}</span><span>{waitingCount}</span></h2>
      {next.length === 0 && <p className="queue-section__empty">{t('left.nextEmpty')}</p>}
      <ol className="queue-list">
        {next.map((ticket, index) => (
          <QueueRow
            key={ticket.id} ticket={ticket} isFirst={index === 0} waitMinutes={ticket.waitMinutes + minutesSince(asOf, now)}
            mark={ticket.kind === 'helping' ? <Tag variant="filled" style={{ margin: 0 }}>{t('left.helpingMark')}</Tag> : null}
            // The plain order needs no words; only the first is always explained.
            why={index > 0 && ticket.reason.kind === 'earliest' ? undefined : words.reason(ticket.number, ticket.reason)}
            action={(
              <Dropdown
                trigger={['click']} autoFocus
                menu={{
                  items: [{ key: 'history', label: t('left.history') }, { key: 'cancel', label: t('left.cancel'), danger: true }],
                  onClick({ key, domEvent }) {
                    // What opens takes the focus at once: the rest of this Enter would press its first button.
                    domEvent.preventDefault();
                    if (key === 'history') onHistory(ticket);
                    else onCancel(ticket);
                  },
                }}
              >
                <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('left.more', { number: ticket.number })} />
              </Dropdown>
            )}
          />
        ))}
      </ol>
      {notListed > 0 && <p className="queue-section__empty">{t('left.morePeople', { count: notListed })}</p>}
    </section>
  );
}
