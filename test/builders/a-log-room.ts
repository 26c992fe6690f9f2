import { createRouterClient } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { accessLogApi } from '../../main/access-log/access-log-api.ts';
import { appendEntries, type NewLogEntry } from '../../main/access-log/access-log-store.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { insertCustomers, type NewCustomer } from '../../main/customers/customers-store.ts';
import { customersApi } from '../../main/customers/customers-api.ts';
import type { Role } from '../../shared/staff.ts';
import { aCustomer } from './a-customer.ts';
import { aReadingRoom, type PersonOfRoom } from './a-reading-room.ts';

const rolesOf: Record<PersonOfRoom, Role[]> = {
  clerk: ['clerk'], otherClerk: ['clerk'], archivist: ['archivist'], manager: ['manager'], otherManager: ['manager'], auditor: ['auditor'], administrator: ['administrator'],
};

/** A reading room whose log is read: everybody with the access log's and the customers' edges, on a real database. */
export async function aLogRoom() {
  const room = await aReadingRoom();
  const { parts, database, clock, ids } = room;
  const logRouter = accessLogApi(parts);
  const customersRouter = customersApi(parts);
  const callerOf = (person: PersonOfRoom): Caller => ({
    connection: {
      id: person, isLocal: true, station: { id: uuidv7(), name: '1', kind: 'desk' },
      session: { id: person, staffId: ids[person], staffName: person, roles: rolesOf[person], isLocked: false },
    },
  });
  return {
    ...room,
    reading: (person: PersonOfRoom) => createRouterClient(logRouter, { context: callerOf(person) }),
    customersAs: (person: PersonOfRoom) => createRouterClient(customersRouter, { context: callerOf(person) }),
    /** A look that happened just now: the clerk's at the room's customer, unless told otherwise. */
    async look(entry: Partial<NewLogEntry> & { by?: PersonOfRoom } = {}): Promise<number> {
      const { by = 'clerk', ...rest } = entry;
      const [seq] = await database.change(tx => appendEntries(tx, [{
        at: clock.now(), staffId: ids[by], role: 'clerk', stationId: null, windowId: room.windowId, action: 'view', outcome: 'done', fileId: null, customerId: room.customerId,
        purpose: 'transferOfAccount', basis: { kind: 'changeForm', id: 'G-1' }, fields: ['name'], detail: { staffName: by, customerName: '张*明', basisWords: 'G-1' }, ...rest,
      }]));
      return seq!;
    },
    /** Another customer of the branch. */
    async customer(parts: Partial<NewCustomer>): Promise<string> {
      const [id] = await database.change(tx => insertCustomers(tx, [aCustomer(parts)]));
      return id!;
    },
  };
}

export type LogRoom = Awaited<ReturnType<typeof aLogRoom>>;
