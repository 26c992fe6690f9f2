import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useLive } from '../../hooks/use-live.ts';
import { deskStateOf } from './judge-press.ts';

/** Longest time a desk waits for the picture that shows what a command did. */
const SETTLE_WITHIN_MS = 1500;

export interface Said { text: string; isRefusal: boolean }

/**
 * One window's desk: its live picture, the visit it serves, and the commands that change them.
 * `say` gets what each command came to, for the status line.
 */
export function useDesk(windowId: string, say: (said: Said) => void) {
  const { t } = useTranslation('desk');
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const live = useLive(query.queue.watchDesk.experimental_liveOptions({ input: { windowId } }));
  const view = live.picture;
  const ticket = view?.current?.ticket;
  const isServing = view !== undefined && deskStateOf(view) === 'serving';

  // The ticket is part of the key: what the last customer brought is never shown beside the next one's number.
  const visitOf = (ticketId: string) => ({ input: { windowId }, queryKey: [...query.counter.currentVisit.key({ input: { windowId } }), ticketId] });
  const visit = useQuery(query.counter.currentVisit.queryOptions({ ...visitOf(ticket?.id ?? ''), enabled: isServing, staleTime: 0 }));

  const done = (text: string) => say({ text, isRefusal: false });
  const onRefused = (text: string) => say({ text, isRefusal: true });

  // Between a command's answer and the picture that shows it, a second press would judge by the old picture.
  const settlesOn = useRef<{ picture: unknown; untilMs: number } | null>(null);
  useEffect(() => { if (settlesOn.current?.picture !== view) settlesOn.current = null; }, [view]);
  const settle = () => { settlesOn.current = { picture: view, untilMs: performance.now() + SETTLE_WITHIN_MS }; };

  const number = ticket?.number ?? '';
  const callNext = useCommand(client.queue.callNext, {
    onRefused, onDone: called => { settle(); done(called ? t('said.called', { number: called.ticket.number }) : t('said.nobody')); },
  });
  const recall = useCommand(client.queue.recall, { onRefused, onDone: called => { settle(); done(t('said.recalled', { number: called.number })); } });
  const noShow = useCommand(client.queue.markNoShow, { onRefused, onDone: marked => { settle(); done(t('said.noShow', { number: marked.number })); } });
  const startServing = useCommand(client.counter.startServing, {
    onRefused,
    onDone: opened => {
      settle();
      queries.setQueryData(visitOf(opened.ticketId).queryKey, opened);
      done(t('said.started', { number: opened.ticketNumber }));
    },
  });
  const finish = useCommand(client.counter.finish, { onRefused, onDone: ended => { settle(); done(t('said.finished', { number: ended.ticket.number })); } });
  const hold = useCommand(client.queue.hold, { onRefused, onDone: () => { settle(); done(t('said.held', { number })); } });
  const transfer = useCommand(client.queue.transfer, { onRefused, onDone: () => { settle(); done(t('said.transferred', { number })); } });
  const resume = useCommand(client.queue.resume, { onRefused, onDone: back => done(t('said.resumed', { number: back.number })) });
  const reinstate = useCommand(client.queue.reinstate, { onRefused, onDone: back => done(t('said.reinstated', { number: back.number })) });
  const windowChanges = [query.queue.listWindows.key()];
  const open = useCommand(client.queue.openWindow, { onRefused, changes: windowChanges, onDone: opened => done(t('said.opened', { number: opened.number })) });
  const pause = useCommand(client.queue.pauseWindow, { onRefused, changes: windowChanges, onDone: () => done(t('said.paused')) });
  const close = useCommand(client.queue.closeWindow, { onRefused, changes: windowChanges });

  const commands = { callNext, recall, noShow, startServing, finish, hold, transfer, resume, reinstate, open, pause, close };
  return {
    live, view, visit, commands,
    /** true while a command is under way or its effect is not yet in the picture */
    isBusy: () => Object.values(commands).some(each => each.isRunning) || (settlesOn.current !== null && settlesOn.current.untilMs > performance.now()),
  };
}

export type Desk = ReturnType<typeof useDesk>;
