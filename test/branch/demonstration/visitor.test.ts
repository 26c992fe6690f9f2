import { createRouterClient } from '@orpc/server';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../../../main/branch/caller.ts';
import { counterApi } from '../../../main/counter/counter-api.ts';
import { queueApi } from '../../../main/queue/queue-api.ts';
import { aDemonstration } from '../../builders/a-demonstration.ts';

/** The demonstration at this time, and the desk of a visitor who signed in as 李敏. */
async function aVisitor(at: string) {
  const { parts, database } = await aDemonstration({ at: Date.parse(at) });
  const rows = <Row>(query: ReturnType<typeof sql>) => database.read(reader => reader.all<Row>(query));
  const [limin] = await rows<{ id: string }>(sql`select id from staff where loginName = 'limin'`);
  if (!limin) throw new Error('the demonstration lacks 李敏');
  const context: Caller = {
    connection: {
      id: 'visitor', isLocal: true, station: { id: uuidv7(), name: '1', kind: 'desk' },
      session: { id: uuidv7(), staffId: limin.id, staffName: '李敏', roles: ['clerk'], isLocked: false },
    },
  };
  return { database, rows, client: createRouterClient({ queue: queueApi(parts), counter: counterApi(parts) }, { context }) };
}

it('a visitor who signs in as 李敏 opens a free window, serves the next customer, and numbers go on where the morning stands', async () => {
  const { database, rows, client } = await aVisitor('2026-11-24T22:00:00+08:00');
  const [free] = await rows<{ id: string }>(sql`select id from windows where state = 'closed' order by number limit 1`);
  const [bills] = await rows<{ id: string; last: number }>(sql`
    select s.id, max(t.ordinal) as last from services s join tickets t on t.prefix = s.prefix where s.prefix = 'A' and t.businessDate = (select max(businessDate) from tickets)`);
  if (!free || !bills) throw new Error('the demonstration lacks a free window or the bills');
  const at = () => ({ commandId: uuidv7(), windowId: free.id });

  const issued = await client.queue.issueTicket({ commandId: uuidv7(), serviceId: bills.id });
  expect(issued.number).toBe(`A0${bills.last + 1}`);
  expect(issued.waitRange).not.toBeNull();

  await client.queue.openWindow(at());
  const called = await client.queue.callNext(at());
  expect(called).not.toBeNull();
  const visit = await client.counter.startServing(at());
  expect(visit.ticketId).toBe(called?.ticket.id);
  const { ticket } = await client.counter.finish({ commandId: uuidv7(), visitId: visit.id });
  expect(ticket.state).toBe('finished');
  await database.close();
});

it('a customer on hold in the demonstration comes back and the visit goes on with its business', async () => {
  const { database, rows, client } = await aVisitor('2026-03-02T10:20:00+08:00');
  const [held] = await rows<{ id: string; serviceId: string; visitId: string }>(sql`
    select t.id, t.serviceId, v.id as visitId from tickets t join visits v on v.ticketId = t.id where t.state = 'onHold' limit 1`);
  const [free] = await rows<{ id: string }>(sql`
    select w.id from windows w join window_services s on s.windowId = w.id where w.state = 'closed' and s.serviceId = ${held?.serviceId ?? ''} order by s.kind desc limit 1`);
  if (!held || !free) throw new Error('nobody is on hold, or no window could take them');
  await client.queue.openWindow({ commandId: uuidv7(), windowId: free.id });
  await client.queue.resume({ commandId: uuidv7(), ticketId: held.id, position: { kind: 'front' } });
  for (;;) {
    const called = await client.queue.callNext({ commandId: uuidv7(), windowId: free.id });
    if (!called) throw new Error('the customer on hold was never called');
    const visit = await client.counter.startServing({ commandId: uuidv7(), windowId: free.id });
    if (called.ticket.id !== held.id) {
      await client.counter.finish({ commandId: uuidv7(), visitId: visit.id });
      continue;
    }
    expect(visit.id).toBe(held.visitId);
    expect(visit.items.map(item => item.result)).toContain('undecided');
    break;
  }
  await database.close();
});
