import { createRouterClient, implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { PresentBranch } from '../../main/branch/branch-parts.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { complaints, complaintSteps } from '../../main/complaints/complaints-schema.ts';
import { services, ticketEvents, tickets, windowEvents, windows } from '../../main/queue/queue-schema.ts';
import { summaryApi } from '../../main/summary/summary-api.ts';
import type { StepFacts } from '../../shared/complaint-steps.ts';
import type { CustomerClass, TicketChange, TicketState } from '../../shared/queue.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { summaryContract } from '../../shared/summary.ts';
import { aDatabase } from './a-database.ts';

/** A ticket as somebody would tell it; times as `HH:MM` or `HH:MM:SS` on the branch's wall clock, or as UTC ms. */
export interface ToldTicket {
  service?: string;
  customerClass?: CustomerClass;
  issued: At;
  called?: At;
  /** served from, until (null: still), at the window with this number */
  served?: [from: At, until: At | null, window: number][];
  /** what became of it, and when; left out: finished where it was last served to its end, else it still waits or is served */
  end?: [state: 'noShow' | 'cancelled' | 'expired', at: At];
}
type At = string | number;
/** A complaint as somebody would tell it: moments are dates and times of the branch. */
export interface ToldComplaint {
  received: Moment;
  ended?: Moment | undefined;
  due?: Moment;
  phone?: string;
  account?: string;
  next?: Moment;
  handler?: string;
  /** how often it was closed and reopened before: when it was closed, reopened, and by when it was to be closed then */
  before?: [closed: Moment, reopened: Moment, due?: Moment][];
}
type Moment = [date: string, time: string];
/** What a window did: [when, what, at which window]. */
export type ToldWindow = [at: At, state: 'open' | 'paused' | 'closed', window: number];

/** A branch on a real database whose days are written down directly, with a manager who reads their figures. Services A (15 min) and B (5 min), windows 1 to 3. */
export async function aSummaryBranch({ timeZone = 'Asia/Shanghai', date = '2026-03-02', offset = '+08:00' } = {}) {
  const database = await aDatabase();
  const { clock } = database;
  const branch: PresentBranch = { id: uuidv7(), name: '城东营业厅', trade: 'power', timeZone, isDemonstration: false, settings: defaultSettings };
  const serviceIds: Record<string, string> = { A: uuidv7(), B: uuidv7() };
  const windowIds = [uuidv7(), uuidv7(), uuidv7()];
  const ordinals: Record<string, number> = {};
  const at = (told: At, on = date): number => (typeof told === 'number' ? told : Date.parse(`${on}T${told.length === 5 ? `${told}:00` : told}${offset}`));
  const windowId = (number: number) => windowIds[number - 1] ?? uuidv7();
  const madeAt = at('08:00') - 30 * 86_400_000;
  clock.set(at('20:00'));

  await database.change(async tx => {
    await addPackagedYears(tx, madeAt);
    await tx.insert(services).values([['A', 15], ['B', 5]].map(([prefix, targetWaitMinutes]) => ({
      id: serviceIds[prefix as string]!, prefix: prefix as string, nameZh: `业务${prefix}`, nameEn: `Service ${prefix}`, targetWaitMinutes: targetWaitMinutes as number, targetServiceMinutes: 10,
      requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true, changedAt: madeAt,
    })));
    await tx.insert(windows).values(windowIds.map((id, nth) => ({ id, number: nth + 1, nameZh: '', nameEn: '', state: 'closed' as const, stateSince: madeAt, isActive: true, changedAt: madeAt })));
  });

  const caller: Caller = { connection: { id: 'm', isLocal: true, station: null, session: { id: 'm', staffId: 'm', staffName: '陈静', roles: ['manager'], isLocked: false } } };
  const parts = { database, clock, branch: () => branch, live: createLiveEvents() };
  const manager = createRouterClient(implement(summaryContract).$context<Caller>().router(summaryApi(parts)), { context: caller });

  /** Writes a ticket and its history; answers its number. */
  async function ticket({ service = 'A', customerClass = 'ordinary', issued, called, served = [], end }: ToldTicket, on = date): Promise<string> {
    const ordinal = ordinals[service + on] = (ordinals[service + on] ?? 0) + 1;
    const number = `${service}${String(ordinal).padStart(3, '0')}`;
    const id = uuidv7();
    const history: { at: number; change: TicketChange; fromState: TicketState | null; toState: TicketState; window?: number }[] = [];
    let state: TicketState | null = null;
    const step = (change: TicketChange, toState: TicketState, when: At, window?: number) => {
      history.push({ at: at(when, on), change, fromState: state, toState, ...window === undefined ? {} : { window } });
      state = toState;
    };
    step('issue', 'waiting', issued);
    const firstWindow = served[0]?.[2];
    if (called !== undefined) step('call', 'called', called, firstWindow);
    for (const [nth, [from, until, window]] of served.entries()) {
      step('start', 'serving', from, window);
      if (until !== null) step(nth === served.length - 1 && !end ? 'finish' : 'hold', nth === served.length - 1 && !end ? 'finished' : 'onHold', until, window);
    }
    if (end) step(({ noShow: 'noShow', cancelled: 'cancel', expired: 'expire' } as const)[end[0]], end[0], end[1]);
    const last = history.at(-1)!;
    const issuedAt = at(issued, on);
    const lastWindow = served.at(-1)?.[2];
    await database.change(async tx => {
      await tx.insert(tickets).values({
        id, businessDate: on, prefix: service, ordinal, number, serviceId: serviceIds[service]!, customerClass, state: last.toState, issuedAt, waitsFromAt: issuedAt, originalOrder: issuedAt, queueOrder: issuedAt,
        callCount: called === undefined ? 0 : 1, firstCalledAt: called === undefined ? null : at(called, on), lastCalledAt: called === undefined ? null : at(called, on),
        windowId: lastWindow === undefined ? null : windowId(lastWindow), finishedAt: last.toState === 'finished' ? last.at : null, noShowAt: last.toState === 'noShow' ? last.at : null,
      });
      await tx.insert(ticketEvents).values(history.map(({ window, ...event }) => ({ id: uuidv7(), ticketId: id, ...event, windowId: window === undefined ? null : windowId(window) })));
    });
    return number;
  }

  let complaintCount = 0;
  /** Writes a complaint with the steps that begin and end its handlings; answers its number. */
  async function complaint({ received, ended, due, phone, account, next, handler, before = [] }: ToldComplaint): Promise<string> {
    complaintCount += 1;
    const [id, ordinal] = [uuidv7(), complaintCount];
    const moment = (told: Moment | undefined) => (told ? at(told[1], told[0]) : null);
    const closing = { kind: 'closed' as const, isJustified: true, cause: '', responsibleUnit: '', remedy: '', lesson: '', noLessonBecause: '' };
    const steps: [at: number, facts: StepFacts][] = [
      [moment(received)!, { kind: 'received' }],
      ...before.flatMap(([closed, reopened, dueThen]): [number, StepFacts][] => [
        [moment(closed)!, closing], [moment(reopened)!, { kind: 'reopened', reason: 'recurred', handlerId: 'h', handlerName: handler ?? '', closeDueAtThen: moment(dueThen), words: '' }],
      ]),
      ...ended ? [[moment(ended)!, closing] satisfies [number, StepFacts]] : [],
    ];
    await database.change(async tx => {
      await tx.insert(complaints).values({
        id, year: 2026, ordinal, receivedAt: moment(received)!, takenInBy: 's', takenInByName: '李敏', channel: 'counter', isAnonymous: false, complainantName: '', complainantPhone: '', address: '', agentName: '', accountNumber: '',
        phoneKey: phone ?? null, accountKey: account ?? null, intakeClassId: 'c', urgency: 1, impact: 1, aboutStaffIds: [], aboutProduct: '', what: '', where: '', remedySought: '',
        state: ended ? 'closed' : 'inHand', classId: 'c', severity: 1, handlerId: handler ?? null, handlerName: handler ?? null, nextKind: next ? 'answer' : null, nextDueAt: moment(next), isProvisional: false, closeDueAt: moment(due),
        dueOrder: moment(next) ?? Number.MAX_SAFE_INTEGER, isPaused: false, redoCount: 0, returnCount: 0, reopenCount: before.length, endedAt: moment(ended), stepCount: steps.length,
      });
      await tx.insert(complaintSteps).values(steps.map(([when, facts], nth) => ({ id: uuidv7(), complaintId: id, side: 'branch' as const, seenBranch: nth + 1, seenHeadquarters: 0, at: when, kind: facts.kind, facts })));
    });
    return `T2026-${String(ordinal).padStart(4, '0')}`;
  }

  return {
    database, clock, branch, parts, manager, windowId, at, complaint,
    serviceId: (prefix: string) => serviceIds[prefix]!,
    ticket,
    async day(told: { tickets?: ToldTicket[]; windows?: ToldWindow[] }, on = date): Promise<void> {
      for (const each of told.tickets ?? []) await ticket(each, on);
      for (const [when, state, window] of told.windows ?? []) {
        await database.change(tx => tx.insert(windowEvents).values({ id: uuidv7(), windowId: windowId(window), at: at(when, on), businessDate: on, state, clerkId: state === 'closed' ? null : `clerk ${window}` }).run());
      }
    },
    figures: (businessDate: string = date) => manager.figures({ businessDate }),
    close: () => database.close(),
  };
}
