import { createRouterClient } from '@orpc/server';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { counterApi } from '../../main/counter/counter-api.ts';
import { businessTypes } from '../../main/counter/counter-schema.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { services, ticketEvents, tickets, windows } from '../../main/queue/queue-schema.ts';
import { aCustomer } from './a-customer.ts';
import { aDatabase } from './a-database.ts';
import { noSecondPeople } from './a-branch-key.ts';

/**
 * A counter: windows 1 and 2 open with the clerks `one` and `two`, a service with two kinds of business, and tickets
 * called to a window at will. On a real database.
 */
export async function aCounter() {
  const database = await aDatabase();
  const { clock } = database;
  const live = createLiveEvents();
  const parts: BranchParts = {
    database, clock, live, log: pino({ level: 'silent' }), dataFolder: database.folder, ...noSecondPeople, ledgerWorker: new URL('file:///nowhere'), branch: () => null,
  };
  const router = counterApi(parts);
  const clientOf = (staffId: string) => createRouterClient(router, { context: callerOf(staffId) });
  const at = clock.now();
  const serviceId = uuidv7();
  const windowIds = [uuidv7(), uuidv7()] as const;
  const typeIds = [uuidv7(), uuidv7()] as const;
  let ordinal = 0;

  await database.change(async tx => {
    await tx.insert(services).values({
      id: serviceId, prefix: 'C', nameZh: '过户更名', nameEn: 'Change of holder', targetWaitMinutes: 15, targetServiceMinutes: 10,
      requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true, changedAt: at,
    });
    await tx.insert(windows).values(windowIds.map((id, index) => ({
      id, number: index + 1, nameZh: '', nameEn: '', state: 'open' as const, stateSince: at, clerkId: index === 0 ? 'one' : 'two', clerkName: '李敏', isActive: true, changedAt: at,
    })));
    await tx.insert(businessTypes).values([
      { id: typeIds[0], serviceId, nameZh: '过户', nameEn: 'Transfer', isActive: true },
      { id: typeIds[1], serviceId, nameZh: '更名', nameEn: 'Change of name', isActive: true },
    ]);
  });

  return {
    database, clock, parts, serviceId, windowIds, typeIds,
    one: clientOf('one'),
    two: clientOf('two'),
    clientOf,
    /** A ticket that has just been called to this window. */
    async called(windowId: string = windowIds[0]): Promise<string> {
      ordinal += 1;
      const id = uuidv7();
      const now = clock.now();
      await database.change(async tx => {
        await tx.insert(tickets).values({
          id, businessDate: '2026-03-02', prefix: 'C', ordinal, number: `C00${ordinal}`, serviceId, customerClass: 'ordinary', state: 'called',
          issuedAt: now - 60_000, waitsFromAt: now - 60_000, originalOrder: now - 60_000, queueOrder: now - 60_000,
          windowId, callCount: 1, firstCalledAt: now, lastCalledAt: now,
        });
        await tx.insert(ticketEvents).values([
          { id: uuidv7(), ticketId: id, at: now - 60_000, change: 'issue', toState: 'waiting' },
          { id: uuidv7(), ticketId: id, at: now, change: 'call', fromState: 'waiting', toState: 'called', windowId },
        ]);
      });
      return id;
    },
    /** A called ticket whose visit was just opened by the first clerk. */
    async visit() {
      await this.called();
      return this.one.startServing({ commandId: uuidv7(), windowId: windowIds[0] });
    },
    /** What a hold and the next call, or a transfer, do to a ticket: it stands at this window in this state. */
    async move(ticketId: string, to: { state: 'onHold' | 'called'; windowId: string }): Promise<void> {
      await database.change(async tx => { await tx.update(tickets).set(to).where(eq(tickets.id, ticketId)); });
    },
    async customer(name = '张伟明'): Promise<string> {
      const [id] = await database.change(tx => insertCustomers(tx, [aCustomer({ name, phone: '13812346712', createdAt: at })]));
      if (!id) throw new Error('the customer was not stored');
      return id;
    },
    close: () => database.close(),
  };
}

function callerOf(staffId: string): Caller {
  return {
    connection: {
      id: staffId, isLocal: true, station: { id: `station of ${staffId}`, name: '1', kind: 'desk' },
      session: { id: staffId, staffId, staffName: staffId, roles: ['clerk'], isLocked: false },
    },
  };
}
