import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/queue.ts';
import { CancelTicketDialog } from '../../queue/cancel-ticket-dialog.tsx';
import { IssueTicketDialog } from '../../queue/issue-ticket-dialog.tsx';
import { ReturnDialog } from '../../queue/return-dialog.tsx';
import { TicketHistoryDrawer } from '../../queue/ticket-history-drawer.tsx';
import { HelpOverlay } from './help-overlay.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { QuickFind } from './quick-find.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import type { Desk, Said } from './use-desk.ts';

interface Named { id: string; number: string }

/** What covers the desk at the moment; at most one thing. */
export type OpenDialog =
  | { kind: 'hold' | 'transfer' | 'issue' | 'help' | 'find' }
  | { kind: 'resume' | 'history' | 'cancel'; ticket: Named }
  | { kind: 'reinstate'; ticket: Named; untilAt: number };

interface DeskDialogsProps {
  dialog: OpenDialog | null;
  desk: Desk;
  view: DeskView;
  now: number;
  undecidedItems: number;
  onOpen(dialog: OpenDialog): void;
  onClose(): void;
  say(said: Said): void;
}

export function DeskDialogs({ dialog, desk, view, now, undecidedItems, onOpen, onClose, say }: DeskDialogsProps) {
  const { t } = useTranslation('desk');
  const { hold, transfer, resume, reinstate } = desk.commands;
  const windowId = view.window.id;
  const current = view.current?.ticket;
  // Closes on success only: a refusal stays beside what was typed.
  const closeWhenDone = async (sent: Promise<unknown>) => { if (await sent !== undefined) onClose(); };

  switch (dialog?.kind) {
    case 'hold':
      return current && (
        <HoldDialog number={current.number} isRunning={hold.isRunning} errorText={hold.errorText} onClose={onClose} onSubmit={reason => void closeWhenDone(hold.run({ windowId, reason }))} />
      );
    case 'transfer':
      return current && (
        <TransferDialog ticket={current} isRunning={transfer.isRunning} errorText={transfer.errorText} onClose={onClose} onSubmit={to => void closeWhenDone(transfer.run({ windowId, ...to }))} />
      );
    case 'resume':
      return (
        <ReturnDialog
          title={t('resume.title', { number: dialog.ticket.number })} submitText={t('resume.submit')} backText={t('resume.back')} usual={{ kind: 'front' }}
          isRunning={resume.isRunning} errorText={resume.errorText} onClose={onClose} onSubmit={position => void closeWhenDone(resume.run({ ticketId: dialog.ticket.id, position }))}
        />
      );
    case 'reinstate':
      return (
        <ReturnDialog
          title={t('reinstate.title', { number: dialog.ticket.number })} submitText={t('reinstate.submit')} backText={t('reinstate.back')} usual={{ kind: 'after', count: 3 }}
          text={t('reinstate.left', { minutes: Math.max(0, Math.ceil((dialog.untilAt - now) / 60_000)) })}
          isRunning={reinstate.isRunning} errorText={reinstate.errorText} onClose={onClose} onSubmit={position => void closeWhenDone(reinstate.run({ ticketId: dialog.ticket.id, position }))}
        />
      );
    case 'cancel':
      return <CancelTicketDialog ticket={dialog.ticket} onClose={onClose} onCancelled={number => { onClose(); say({ text: t('said.cancelled', { number }), isRefusal: false }); }} />;
    case 'history':
      return <TicketHistoryDrawer ticket={dialog.ticket} onClose={onClose} />;
    case 'issue':
      return <IssueTicketDialog onClose={onClose} />;
    case 'help':
      return <HelpOverlay view={view} undecidedItems={undecidedItems} onClose={onClose} />;
    case 'find':
      return <QuickFind view={view} onTicket={ticket => onOpen({ kind: 'history', ticket })} onClose={onClose} />;
    case undefined:
      return null;
  }
}
