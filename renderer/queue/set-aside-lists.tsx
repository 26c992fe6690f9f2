import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskView, ListedTicket } from '../../shared/queue.ts';
import { QueueRow } from './queue-row.tsx';

interface OnHoldListProps { tickets: DeskView['onHold']; onResume(ticket: ListedTicket): void }

/** Customers who were sent for something and will come back. */
export function OnHoldList({ tickets, onResume }: OnHoldListProps) {
  const { t } = useTranslation('desk');
  return (
    <section className="queue-section" aria-label={t('left.onHold')}>
      <h2 className="queue-section__title"><span>{t('left.onHold')}</span><span>{tickets.length}</span></h2>
      {tickets.length === 0 && <p className="queue-section__empty">{t('left.onHoldEmpty')}</p>}
      <ul className="queue-list">
        {tickets.map(ticket => (
          <QueueRow
            key={ticket.id} ticket={ticket}
            action={<Button size="small" aria-label={t('left.resumeLabel', { number: ticket.number })} onClick={() => onResume(ticket)}>{t('left.resume')}</Button>}
          />
        ))}
      </ul>
    </section>
  );
}

interface NoShowListProps { tickets: DeskView['noShows']; now: number; onReinstate(ticket: DeskView['noShows'][number]): void }

/** Customers who did not come when called, while they may still be taken back. */
export function NoShowList({ tickets, now, onReinstate }: NoShowListProps) {
  const { t } = useTranslation('desk');
  return (
    <section className="queue-section" aria-label={t('left.noShows')}>
      <h2 className="queue-section__title"><span>{t('left.noShows')}</span><span>{tickets.length}</span></h2>
      {tickets.length === 0 && <p className="queue-section__empty">{t('left.noShowsEmpty')}</p>}
      <ul className="queue-list">
        {tickets.map(ticket => {
          const minutesLeft = Math.ceil((ticket.reinstatableUntilAt - now) / 60_000);
          const isTooLate = minutesLeft <= 0;
          return (
            <QueueRow
              key={ticket.id} ticket={ticket} why={isTooLate ? t('left.tooLate') : t('left.leftMinutes', { minutes: minutesLeft })}
              action={(
                <Button size="small" disabled={isTooLate} aria-label={t('left.reinstateLabel', { number: ticket.number })} onClick={() => onReinstate(ticket)}>
                  {t('left.reinstate')}
                </Button>
              )}
            />
          );
        })}
      </ul>
    </section>
  );
}

/** What this window could help with, so that idle minutes are seen. */
export function HelpingList({ helping }: { helping: DeskView['helping'] }) {
  const { t } = useTranslation('desk');
  return (
    <section className="queue-section" aria-label={t('left.helping')}>
      <h2 className="queue-section__title"><span>{t('left.helping')}</span></h2>
      {helping.length === 0 && <p className="queue-section__empty">{t('left.helpingEmpty')}</p>}
      <ul className="queue-list">
        {helping.map(each => (
          <li key={each.serviceId} className="queue-section__empty">
            {t('left.helpingRow', { prefix: each.prefix, count: each.waiting, minutes: each.longestWaitMinutes })}
          </li>
        ))}
      </ul>
    </section>
  );
}
