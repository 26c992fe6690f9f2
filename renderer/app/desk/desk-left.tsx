import type { DeskView, ListedTicket } from '../../../shared/queue.ts';
import { useTranslation } from 'react-i18next';
import { NextList } from '../../queue/next-list.tsx';
import { HelpingList, NoShowList, OnHoldList } from '../../queue/set-aside-lists.tsx';
import type { OpenDialog } from './desk-dialogs.tsx';

/** The queue as this window sees it; everything in it can also be reached without the mouse. */
export function DeskLeft({ view, now, onOpen }: { view: DeskView; now: number; onOpen(dialog: OpenDialog): void }) {
  const { t } = useTranslation('desk');
  const of = ({ id, number }: ListedTicket) => ({ id, number });
  return (
    <aside className="desk__left" aria-label={t('left.label')}>
      <NextList
        next={view.next} waitingCount={view.waitingCount} asOf={view.asOf} now={now}
        onHistory={ticket => onOpen({ kind: 'history', ticket: of(ticket) })} onCancel={ticket => onOpen({ kind: 'cancel', ticket: of(ticket) })}
      />
      <div className="desk__set-aside">
        <OnHoldList tickets={view.onHold} onResume={ticket => onOpen({ kind: 'resume', ticket: of(ticket) })} />
        <NoShowList tickets={view.noShows} now={now} onReinstate={ticket => onOpen({ kind: 'reinstate', ticket: of(ticket), untilAt: ticket.reinstatableUntilAt })} />
        <HelpingList helping={view.helping} />
      </div>
    </aside>
  );
}
