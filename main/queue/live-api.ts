import { refuse } from '../../shared/errors.ts';
import type { Alarm, DeskView, HallView, WaitRange } from '../../shared/queue.ts';
import type { BranchParts, PresentBranch } from '../branch/branch-parts.ts';
import type { Connection } from '../branch/caller.ts';
import { noticesInHall } from '../notices/notices-store.ts';
import { alarmsInHall } from './alarms.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { CallDelivery, showWithinMs, type CallOutcome } from './call-delivery.ts';
import { deskPicture } from './desk-picture.ts';
import { forecastTicket, forecastWaits, type AskedTicket } from './forecast.ts';
import { hallPicture } from './hall-picture.ts';
import { readHall, readRecentWork } from './live-hall-store.ts';
import { arrangeHall, type LiveHall, type RecentWork } from './live-hall.ts';
import { seededRandom } from './seeded-random.ts';

/** Recent durations change slowly; reading them for every picture would be waste. */
const recentWorkKeptMs = 30_000;
/** A forecast speaks of minutes: one for all pictures within so many milliseconds. */
const forecastKeptMs = 2_000;

/** The branch that is set up. Errors: NOT_SET_UP. */
export function presentBranch(parts: Pick<BranchParts, 'branch'>): PresentBranch {
  return parts.branch() ?? refuse('NOT_SET_UP');
}

export type LiveApi = ReturnType<typeof liveApi>;

/** The live pictures of the hall, all made from one shared reading. */
export function liveApi(parts: BranchParts) {
  const { database, clock, live } = parts;
  const delivery = new CallDelivery();
  let recent: { work: RecentWork; readAt: number } | null = null;
  let forecast: { ranges: Map<string, WaitRange | null>; openWindows: string; madeAt: number } | null = null;
  const views = new WeakMap<LiveHall, HallView>();
  let reading: Promise<LiveHall> | null = null;
  const answers = new WeakMap<LiveHall, Map<string, WaitRange | null>>();
  let isLaterLookDue = false;

  return { watchHall, watchDesk, watchAlarms, acknowledgeCall, announceCall, forecastFor };

  async function readLiveHall(): Promise<LiveHall> {
    const { name: branchName, timeZone, settings } = presentBranch(parts);
    const nowMs = clock.now();
    return database.read(async reader => {
      if (!recent || Math.abs(nowMs - recent.readAt) > recentWorkKeptMs) recent = { work: await readRecentWork(reader, nowMs), readAt: nowMs };
      const businessDate = businessDateOf(nowMs, timeZone);
      const notices = await noticesInHall(reader, businessDate);
      const reading = await readHall(reader, {
        nowMs, businessDate, noShowsFromAt: nowMs - settings.reinstateWithinMinutes * 60_000,
      });
      for (const call of reading.calls) delivery.expect(call.eventId, call.calledAt);
      return arrangeHall(reading, { branchName, timeZone, settings, recent: recent.work, notices });
    });
  }

  /** The wait to tell the taker of one ticket. Those who ask together share one reading and one forecast. */
  async function forecastFor(ticket: AskedTicket): Promise<WaitRange | null> {
    reading ??= readLiveHall().finally(() => { reading = null; });
    const hall = await reading;
    const told = answers.get(hall) ?? new Map<string, WaitRange | null>();
    answers.set(hall, told);
    const key = `${ticket.serviceId} ${ticket.customerClass} ${ticket.appointmentAt}`;
    let range = told.get(key);
    if (range === undefined) told.set(key, range = forecastTicket(hall, ticket, randomOf(hall.asOf)));
    return range;
  }

  async function* watchHall(connection: Connection, signal: AbortSignal | undefined): AsyncGenerator<HallView> {
    const isDisplay = connection.station?.kind === 'hall';
    const leave = delivery.watch(connection.id, isDisplay);
    if (isDisplay) live.publish('queue');
    try {
      for await (const hall of live.watch('queue', 'queue.hall', readLiveHall, signal)) yield viewOf(hall);
    } finally {
      leave();
      if (isDisplay) live.publish('queue');
    }
  }

  async function* watchDesk(windowId: string, signal: AbortSignal | undefined): AsyncGenerator<DeskView> {
    for await (const hall of live.watch('queue', 'queue.hall', readLiveHall, signal)) {
      yield deskPicture(hall, windowId, eventId => delivery.of(eventId, clock.now())) ?? refuse('WINDOW_NOT_FOUND');
    }
  }

  async function* watchAlarms(signal: AbortSignal | undefined): AsyncGenerator<Alarm[]> {
    for await (const hall of live.watch('queue', 'queue.hall', readLiveHall, signal)) yield alarmsInHall(hall);
  }

  function acknowledgeCall(connection: Connection, { eventId, outcome }: { eventId: string; outcome: CallOutcome }): { taken: boolean } {
    const { isKnown, isNews } = delivery.acknowledge(connection.id, eventId, outcome, clock.now());
    if (isNews) live.publish('queue');
    return { taken: isKnown };
  }

  /** After the commit of a call or recall: tells everybody, and looks again when the displays have had their time. */
  function announceCall(eventId: string, calledAt: number): void {
    delivery.expect(eventId, calledAt);
    live.publish('queue');
    if (isLaterLookDue) return;
    isLaterLookDue = true;
    setTimeout(() => {
      isLaterLookDue = false;
      live.publish('queue');
    }, 2 * showWithinMs).unref();
  }

  function viewOf(hall: LiveHall): HallView {
    let view = views.get(hall);
    if (!view) views.set(hall, view = hallPicture(hall, rangesOf(hall)));
    return view;
  }

  function rangesOf(hall: LiveHall): Map<string, WaitRange | null> {
    const openWindows = hall.windows.filter(window => window.state === 'open').map(window => window.id).join();
    if (!forecast || forecast.openWindows !== openWindows || performance.now() - forecast.madeAt > forecastKeptMs) {
      forecast = { ranges: forecastWaits(hall, randomOf(hall.asOf)), openWindows, madeAt: performance.now() };
    }
    return forecast.ranges;
  }
}

/** The same within a minute, so that a range does not flicker while nothing happens. */
function randomOf(asOf: number): () => number {
  return seededRandom(Math.floor(asOf / 60_000));
}
