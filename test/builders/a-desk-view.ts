import { v7 as uuidv7 } from 'uuid';
import type { DeskView, Ticket } from '../../shared/queue.ts';

const at = Date.UTC(2026, 10, 23, 1, 0);

/** A desk's picture, told step by step: `aDeskView().withWaiting('A009').called('A008').view`. */
export function aDeskView() {
  const view: DeskView = {
    asOf: at, businessDate: '2026-11-23', isDayClosed: false,
    window: { id: uuidv7(), number: 3, nameZh: '', nameEn: '', state: 'open', pauseReason: null, stateSince: at, clerkId: uuidv7(), clerkName: '李敏', services: [], isActive: true },
    waitingCount: 0, longestWaitMinutes: 0, current: null, next: [], onHold: [], noShows: [], helping: [], alarms: [],
  };
  const listed = (number: string) => ({
    id: uuidv7(), number, serviceId: uuidv7(), customerClass: 'ordinary' as const, issuedAt: at - 600_000, appointmentAt: null, noShowAt: null, callCount: 0, waitMinutes: 10,
  });
  const inHand = (number: string, state: 'called' | 'serving'): Ticket => ({
    id: uuidv7(), number, businessDate: '2026-11-23', serviceId: uuidv7(), customerClass: 'ordinary', state, issuedAt: at - 600_000, appointmentAt: null,
    windowId: view.window.id, targetWindowId: null, callCount: 1, firstCalledAt: at, lastCalledAt: at, servingAt: state === 'serving' ? at : null, noShowAt: null, finishedAt: null,
  });

  const builder = {
    view,
    withWaiting(...numbers: string[]) {
      view.next.push(...numbers.map(number => ({ ...listed(number), reason: { kind: 'earliest' as const }, kind: 'own' as const })));
      view.waitingCount += numbers.length;
      return builder;
    },
    withOnHold(number: string) { view.onHold.push(listed(number)); return builder; },
    withNoShow(number: string) { view.noShows.push({ ...listed(number), reinstatableUntilAt: at + 600_000 }); return builder; },
    called(number: string, left: { recallsLeft?: number; callsUntilNoShow?: number } = {}) {
      view.current = { ticket: inHand(number, 'called'), delivery: null, reason: null, recallsLeft: left.recallsLeft ?? 5, callsUntilNoShow: left.callsUntilNoShow ?? 2 };
      return builder;
    },
    serving(number: string) {
      view.current = { ticket: inHand(number, 'serving'), delivery: null, reason: null, recallsLeft: 0, callsUntilNoShow: 0 };
      return builder;
    },
    paused() { view.window.state = 'paused'; view.window.pauseReason = 'lunch'; return builder; },
  };
  return builder;
}
