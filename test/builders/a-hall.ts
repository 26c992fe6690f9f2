import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, implement } from '@orpc/server';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { BranchParts, PresentBranch } from '../../main/branch/branch-parts.ts';
import type { Caller, Connection } from '../../main/branch/caller.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { closeBusinessDate } from '../../main/queue/days-store.ts';
import { queueApi } from '../../main/queue/queue-api.ts';
import { staff } from '../../main/staff/staff-schema.ts';
import { stations } from '../../main/stations/stations-schema.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { queueContract, type CustomerClass, type Service, type ServingKind } from '../../shared/queue.ts';
import { defaultSettings, type BranchSettings } from '../../shared/settings.ts';
import type { Role } from '../../shared/staff.ts';
import type { StationKind } from '../../shared/stations.ts';
import { aDatabase, type TestDatabase } from './a-database.ts';
import { noSecondPeople } from './a-branch-key.ts';

export type Hall = Awaited<ReturnType<HallPlan['open']>>;
export type HallClient = ReturnType<Hall['clientOf']>;

/** What a hall should look like before the test begins; `open()` makes it real, on a real database. */
export function aHall(): HallPlan {
  return new HallPlan();
}

interface PlannedWindows { count: number; services: Record<string, ServingKind> | null; isOpen: boolean }

class HallPlan {
  #settings: Partial<BranchSettings> = {};
  readonly #services = new Map<string, Partial<Service>>();
  readonly #windows: PlannedWindows[] = [];
  readonly #waiting: { prefix: string; count: number; customerClass: CustomerClass }[] = [];

  withSettings(settings: Partial<BranchSettings>): this {
    Object.assign(this.#settings, settings);
    return this;
  }

  withService(prefix: string, service: Partial<Service> = {}): this {
    this.#services.set(prefix, service);
    return this;
  }

  /** Open windows with a clerk each; without `services` they serve everything as their own. */
  withWindows(count: number, services: Record<string, ServingKind> | null = null): this {
    this.#windows.push({ count, services, isOpen: true });
    return this;
  }

  withClosedWindows(count: number): this {
    this.#windows.push({ count, services: null, isOpen: false });
    return this;
  }

  /** Tickets taken one second after the other. */
  withWaiting(prefix: string, count: number, customerClass: CustomerClass = 'ordinary'): this {
    this.#waiting.push({ prefix, count, customerClass });
    return this;
  }

  async open() {
    for (const { prefix } of this.#waiting) if (!this.#services.has(prefix)) this.#services.set(prefix, {});
    for (const { services } of this.#windows) for (const prefix of Object.keys(services ?? {})) if (!this.#services.has(prefix)) this.#services.set(prefix, {});
    if (this.#services.size === 0) this.#services.set('A', {});
    const hall = await openHall({ ...defaultSettings, ...this.#settings });
    for (const [prefix, service] of this.#services) await hall.saveService(prefix, service);
    for (const { count, services, isOpen } of this.#windows) {
      const kinds = services ?? Object.fromEntries([...this.#services.keys()].map(prefix => [prefix, 'own' as const]));
      await Promise.all(Array.from({ length: count }, () => hall.addWindow(kinds, isOpen)));
    }
    for (const { prefix, count, customerClass } of this.#waiting) {
      for (let issued = 0; issued < count; issued += 1) await hall.issue(prefix, { customerClass });
    }
    return hall;
  }
}

async function openHall(settings: BranchSettings) {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-hall-'));
  let database: TestDatabase = await aDatabase({ folder });
  const { clock } = database;
  const live = createLiveEvents();
  const branch: PresentBranch = { id: uuidv7(), name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, settings };
  const serviceIds = new Map<string, string>();
  const windows: { id: string; number: number; clerk: Caller }[] = [];
  let windowCount = 0;
  let router = routerOn(database);
  const manager = await person('manager', '陈静');
  const kiosk = await caller('kiosk', null);

  function partsOn(on: TestDatabase): BranchParts {
    return { database: on, clock, live, log: pino({ level: 'silent' }), dataFolder: folder, ...noSecondPeople, ledgerWorker: new URL('file:///unused'), branch: () => branch };
  }

  function routerOn(on: TestDatabase) {
    return implement(queueContract).$context<Caller>().router(queueApi(partsOn(on)));
  }

  async function caller(kind: StationKind, session: Connection['session']): Promise<Caller> {
    const station = { id: uuidv7(), name: `${kind} ${uuidv7().slice(-4)}`, kind };
    await database.change(tx => tx.insert(stations).values({ ...station, enrolledAt: clock.now(), isRevoked: false }));
    return { connection: { id: uuidv7(), isLocal: false, station, session } };
  }

  async function person(role: Role, name: string): Promise<Caller> {
    const staffId = uuidv7();
    await database.change(tx => tx.insert(staff).values({
      id: staffId, loginName: `p${staffId}`, name, roles: [role], isActive: true, createdAt: clock.now(), changedAt: clock.now(),
    }));
    return caller('desk', { id: uuidv7(), staffId, staffName: name, roles: [role], isLocked: false });
  }

  const clientOf = (who: Caller) => createRouterClient(router, { context: who });
  const serviceId = (prefix: string) => serviceIds.get(prefix) ?? uuidv7();

  return {
    get database() { return database; },
    parts: () => partsOn(database),
    clock, live, folder, branch, windows, serviceId, clientOf, caller, person,
    manager: () => clientOf(manager),
    kiosk: () => clientOf(kiosk),

    /** The client of the clerk at a window, and what every command there begins with. */
    desk(number: number) {
      const window = windows[number - 1];
      if (!window) throw new Error(`the hall has no window ${number}`);
      const client = clientOf(window.clerk);
      return { ...window, client, at: () => ({ commandId: uuidv7(), windowId: window.id }), callNext: () => client.callNext({ commandId: uuidv7(), windowId: window.id }) };
    },

    async saveService(prefix: string, service: Partial<Service> = {}) {
      const id = serviceIds.get(prefix) ?? uuidv7();
      serviceIds.set(prefix, id);
      return clientOf(manager).saveService({
        commandId: uuidv7(), id, prefix, nameZh: `业务${prefix}`, nameEn: `Service ${prefix}`, targetWaitMinutes: 15, targetServiceMinutes: 10,
        requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true, ...service,
      });
    },

    async addWindow(kinds: Record<string, ServingKind>, isOpen = true) {
      windowCount += 1;
      const number = windowCount;
      const id = uuidv7();
      const clerk = await person('clerk', `柜员${number}`);
      windows[number - 1] = { id, number, clerk };
      await clientOf(manager).saveWindow({
        commandId: uuidv7(), id, number, nameZh: `${number}号`, nameEn: `Window ${number}`, isActive: true,
        services: Object.entries(kinds).map(([prefix, kind]) => ({ serviceId: serviceId(prefix), kind })),
      });
      if (isOpen) await clientOf(clerk).openWindow({ commandId: uuidv7(), windowId: id });
    },

    /** A ticket from the kiosk, one second after whatever came before. */
    async issue(prefix: string, ticket: { customerClass?: CustomerClass; appointmentAt?: number } = {}) {
      clock.advance(1000);
      return clientOf(kiosk).issueTicket({ commandId: uuidv7(), serviceId: serviceId(prefix), ...ticket });
    },

    /** The manager ends the business date. */
    closeDay: () => database.change(tx => closeBusinessDate(tx, businessDateOf(clock.now(), branch.timeZone), clock.now(), { staffId: manager.connection.session!.staffId, stationId: null })),

    /** The service ends and starts again on the same folder; `between` may meddle with the files. */
    async restart(between: () => Promise<void> = async () => undefined) {
      await database.close();
      await between();
      database = await aDatabase({ folder, clock });
      router = routerOn(database);
    },

    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
