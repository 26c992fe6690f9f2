import { useNavigate } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskAction } from '../../../shared/desk-keys.ts';
import { ArchivePanel } from '../../archive/archive-panel.tsx';
import { InTopLine } from '../../components/top-line.tsx';
import { useSayWithCustomer } from '../../components/with-customer.tsx';
import type { VisitPanelHandle } from '../../counter/visit-panel-handle.ts';
import { useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useLock } from '../../hooks/use-lock.ts';
import { useBranchNow } from '../../hooks/branch-now.ts';
import { useQueueColours } from '../../queue/use-queue-colours.ts';
import { CounterRating } from '../../satisfaction/counter-rating.tsx';
import { BigState } from './big-state.tsx';
import { CallActions, ServingActions } from './call-actions.tsx';
import { DeskDialogs, type OpenDialog } from './desk-dialogs.tsx';
import { DeskLeft } from './desk-left.tsx';
import { DeskRight } from './desk-right.tsx';
import { DeskTopLine } from './desk-top-line.tsx';
import { DeskWork } from './desk-work.tsx';
import { judgePress } from './judge-press.ts';
import { SmallActions } from './small-actions.tsx';
import { StatusLine } from './status-line.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useDesk, type Said } from './use-desk.ts';

/** One open (or paused) window, with everything its clerk needs. `onLeft` gets the number when somebody else closed it. */
export function DeskAtWindow({ windowId, onLeft }: { windowId: string; onLeft(lostNumber: number | null): void }) {
  const { t } = useTranslation('desk');
  const session = useSession();
  const toText = useErrorText();
  const lock = useLock();
  const navigate = useNavigate();
  const colours = useQueueColours();
  const [said, say] = useState<Said | null>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isWindowMenuOpen, setWindowMenuOpen] = useState(false);
  const [lookUpAsked, setLookUpAsked] = useState(0);
  const [unmaskAsked, setUnmaskAsked] = useState(0);
  const [isArchiveOpen, setArchiveOpen] = useState(false);
  const bigState = useRef<HTMLDivElement>(null);
  const visitPanel = useRef<VisitPanelHandle>(null);
  const desk = useDesk(windowId, say);
  const { view, live, commands } = desk;
  const now = useBranchNow(view?.asOf);
  const visit = desk.visit.data?.ticketId === view?.current?.ticket.id ? desk.visit.data ?? null : null;
  const undecidedItems = visit?.items.filter(each => each.result === 'undecided').length ?? 0;

  useSayWithCustomer(Boolean(view?.current));
  // The picture may be of the moment before it was opened: no key is judged by that.
  const isOpened = view !== undefined && view.window.state !== 'closed';
  useDeskKeys(dialog === null && !session?.isLocked && isOpened, act);

  const isClosing = useRef(false);
  const staffId = session?.staff?.id;
  const isElsewhere = view !== undefined && staffId !== undefined && view.window.clerkId !== staffId;
  const windowNumber = view?.window.number ?? null;
  const leave = useRef(onLeft);
  leave.current = onLeft;
  useEffect(() => { if (isElsewhere) leave.current(isClosing.current ? null : windowNumber); }, [isElsewhere, windowNumber]);

  // What one customer's dialog asked must not be answered for the next one.
  const currentId = view?.current?.ticket.id;
  useEffect(() => {
    setDialog(open => (open?.kind === 'hold' || open?.kind === 'transfer' ? null : open));
    setArchiveOpen(false);
  }, [currentId]);

  function act(action: DeskAction) {
    if (!view) return;
    const verdict = judgePress(action, view, undecidedItems);
    // Finishing with business undecided is refused by the panel, which also shows where.
    if (!verdict.isAllowed && !(action === 'finish' && undecidedItems > 0)) return say({ text: t(verdict.text, verdict.values), isRefusal: true });
    if (action in commandOf && desk.isBusy()) return say({ text: t('said.busy'), isRefusal: true });
    // A key pressed next is for the desk, not for the button that was clicked last.
    if (action in commandOf) bigState.current?.focus({ preventScroll: true });
    perform[action]();
  }

  function closeDialog() {
    setDialog(null);
    bigState.current?.focus({ preventScroll: true });
  }

  function closeArchive() {
    setArchiveOpen(false);
    bigState.current?.focus({ preventScroll: true });
  }

  const commandOf = { callNext: true, startServing: true, recall: true, noShow: true, finish: true } as const;
  const perform: Record<DeskAction, () => void> = {
    callNext: () => void commands.callNext.run({ windowId }),
    startServing: () => void commands.startServing.run({ windowId }),
    recall: () => void commands.recall.run({ windowId }),
    noShow: () => void commands.noShow.run({ windowId }),
    finish: () => visitPanel.current?.finish(),
    hold: () => setDialog({ kind: 'hold' }),
    transfer: () => setDialog({ kind: 'transfer' }),
    addBusiness: () => visitPanel.current?.openBusinessChooser(),
    printSlip: () => visitPanel.current?.printSlip(),
    findCustomer: () => {
      closeArchive();
      setLookUpAsked(count => count + 1);
    },
    unmask: () => {
      if (!visit?.customer) return say({ text: t('refused.unmask.noCustomer'), isRefusal: true });
      closeArchive();
      setUnmaskAsked(count => count + 1);
    },
    archive: () => (isArchiveOpen ? closeArchive() : setArchiveOpen(true)),
    complaint: () => void navigate({ to: '/complaints/new' }),
    issueTicket: () => setDialog({ kind: 'issue' }),
    window: () => setWindowMenuOpen(true),
    find: () => setDialog({ kind: 'find' }),
    help: () => setDialog({ kind: 'help' }),
    lock,
  };

  if (!view || !isOpened) {
    return live.error
      ? <Alert type="error" showIcon title={toText(live.error)} style={{ margin: 24 }} />
      : <Skeleton active style={{ padding: 24 }} title={{ width: 200 }} aria-label={t('loading')} />;
  }

  // Beside the archive only the visit keeps its place; a customer who is gone takes the panel along.
  const isArchiveShown = isArchiveOpen && view.current?.ticket.state === 'serving';
  return (
    <div className="desk" style={colours} data-beside={isArchiveShown || undefined} data-state={view.current?.ticket.state ?? view.window.state}>
      <InTopLine>
        <DeskTopLine
          view={view} now={now} isWindowMenuOpen={isWindowMenuOpen} onWindowMenu={setWindowMenuOpen}
          onPause={reason => void commands.pause.run({ windowId, reason })}
          onOpenAgain={() => void commands.open.run({ windowId })}
          onCloseWindow={() => { isClosing.current = true; void commands.close.run({ windowId }); }}
        />
      </InTopLine>
      <DeskLeft view={view} now={now} onOpen={setDialog} />
      <section className="desk__middle" aria-label={t('title')}>
        <div className="desk-state" ref={bigState} tabIndex={-1}><BigState view={view} now={now} /></div>
        <CallActions view={view} commands={commands} undecidedItems={undecidedItems} staleSinceAt={live.staleSinceAt} onAction={act} />
        <DeskWork
          view={view} visit={visit} visitError={desk.visit.error} panel={visitPanel} isFinishing={commands.finish.isRunning}
          onFinish={ended => void commands.finish.run({ visitId: ended })} onOpenAgain={() => void commands.open.run({ windowId })} isOpening={commands.open.isRunning}
        />
        <ServingActions view={view} commands={commands} undecidedItems={undecidedItems} onAction={act} />
        <div className="desk-foot">
          <StatusLine said={said} />
          <CounterRating windowId={windowId} isOff={view.current !== null || dialog !== null} />
          <SmallActions onAction={act} />
        </div>
      </section>
      <DeskRight visit={visit} lookUpAsked={lookUpAsked} unmaskAsked={unmaskAsked} onArchive={() => act('archive')} />
      {isArchiveShown && <div className="desk__beside"><ArchivePanel customer={visit?.customer ?? null} ticketNumber={view.current?.ticket.number ?? ''} onClose={closeArchive} /></div>}
      <DeskDialogs dialog={dialog} desk={desk} view={view} now={now} undecidedItems={undecidedItems} onOpen={setDialog} onClose={closeDialog} say={say} />
    </div>
  );
}
