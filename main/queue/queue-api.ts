import { implement } from '@orpc/server';
import { queueContract } from '../../shared/queue.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { appointmentsApi } from './appointments-api.ts';
import { catalogueApi } from './catalogue-api.ts';
import { liveApi } from './live-api.ts';
import { openNumberMark } from './number-mark.ts';
import { ticketsApi, type QueuePaper } from './tickets-api.ts';
import type { Doer } from './tickets-store.ts';
import { windowsApi } from './windows-api.ts';

/** The queue: tickets, windows at work, live pictures, services and windows. Without `queuePaper` tickets have no paper. */
export function queueApi(parts: BranchParts, queuePaper?: QueuePaper) {
  return queueAndAppointments(parts, queuePaper).queue;
}

/** The queue, and the places kept for a customer's return, whose tickets it issues. */
export function queueAndAppointments(parts: BranchParts, queuePaper: QueuePaper = async () => undefined) {
  const contract = implement(queueContract).$context<Caller>();
  const numbers = openNumberMark(parts.dataFolder, error => parts.log.error({ err: error }, 'the last ticket number could not be noted beside the database'));
  const hall = liveApi(parts);
  const tickets = ticketsApi(parts, hall, numbers, queuePaper);
  const windows = windowsApi(parts);
  const catalogue = catalogueApi(parts);

  const queue = {
    issueTicket: contract.issueTicket.handler(call => tickets.issueTicket(commandOf(call), call.input, doerOf(call.context))),
    callNext: contract.callNext.handler(call => tickets.callNext(commandOf(call), call.input.windowId, clerkOf(call.context))),
    recall: contract.recall.handler(call => tickets.recall(commandOf(call), call.input.windowId, clerkOf(call.context))),
    markNoShow: contract.markNoShow.handler(call => tickets.markNoShow(commandOf(call), call.input.windowId, clerkOf(call.context))),
    reinstate: contract.reinstate.handler(call => tickets.reinstate(commandOf(call), call.input, doerOf(call.context))),
    hold: contract.hold.handler(call => tickets.hold(commandOf(call), call.input, clerkOf(call.context))),
    resume: contract.resume.handler(call => tickets.resume(commandOf(call), call.input, doerOf(call.context))),
    transfer: contract.transfer.handler(call => tickets.transfer(commandOf(call), call.input, clerkOf(call.context))),
    cancel: contract.cancel.handler(call => tickets.cancel(commandOf(call), call.input, doerOf(call.context))),
    history: contract.history.handler(({ input }) => tickets.history(input.ticketId)),

    openWindow: contract.openWindow.handler(call => windows.openWindow(commandOf(call), call.input.windowId, staffOf(call.context), doerOf(call.context))),
    pauseWindow: contract.pauseWindow.handler(call => windows.pauseWindow(commandOf(call), call.input, clerkOf(call.context))),
    closeWindow: contract.closeWindow.handler(call => windows.closeWindow(commandOf(call), call.input.windowId, clerkOf(call.context))),
    releaseWindow: contract.releaseWindow.handler(call => windows.releaseWindow(commandOf(call), call.input.windowId, clerkOf(call.context))),

    watchHall: contract.watchHall.handler(({ context, signal }) => hall.watchHall(context.connection, signal)),
    watchDesk: contract.watchDesk.handler(({ input, signal }) => hall.watchDesk(input.windowId, signal)),
    watchAlarms: contract.watchAlarms.handler(({ signal }) => hall.watchAlarms(signal)),
    acknowledgeCall: contract.acknowledgeCall.handler(({ context, input }) => hall.acknowledgeCall(context.connection, input)),

    listServices: contract.listServices.handler(() => catalogue.listServices()),
    saveService: contract.saveService.handler(call => catalogue.saveService(commandOf(call), call.input)),
    listWindows: contract.listWindows.handler(() => catalogue.listWindows()),
    saveWindow: contract.saveWindow.handler(call => catalogue.saveWindow(commandOf(call), call.input)),
  };
  return { queue, appointments: appointmentsApi(parts, tickets.issueWithin) };
}

function doerOf({ connection }: Caller): Doer {
  return { staffId: connection.session?.staffId ?? null, stationId: connection.station?.id ?? null };
}

/** The signed-in person and the station, for what only staff may do. */
function clerkOf(caller: Caller): Doer & { staffId: string } {
  return { staffId: staffOf(caller).staffId, stationId: caller.connection.station?.id ?? null };
}
