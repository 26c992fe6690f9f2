import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { aCounter } from '../builders/a-counter.ts';
import { fillPast } from '../builders/a-past.ts';

it('a filled past is consistent, leaves the journal alone, and the journal goes on afterwards', async () => {
  const counter = await aCounter();
  const journalLength = async () => (await counter.database.read(reader => reader.all<{ count: number }>(sql`select count(*) as count from journal`)))[0]?.count ?? 0;
  const before = await journalLength();
  await fillPast(counter.database, { tickets: 5000, perDay: 800, before: Date.parse('2026-03-02T01:00:00Z') });
  expect(await journalLength()).toBe(before);

  const wrong = await counter.database.read(reader => reader.all(sql`
    select number from tickets t where businessDate >= '2026-03-02'
      or number <> prefix || substr('00' || ordinal, -3) or not (issuedAt < firstCalledAt and firstCalledAt < servingAt and servingAt < finishedAt)
      or (select group_concat(change) from (select change from ticket_events e where e.ticketId = t.id order by at, id)) <> 'issue,call,start,finish'
      or lastCallEventId not in (select id from ticket_events e where e.ticketId = t.id and change = 'call' and at = lastCalledAt)
      or id not glob '????????-????-7???-8???-????????????'
      or businessDate not in (select businessDate from business_days)
      or ordinal > (select lastOrdinal from ticket_numbers n where n.businessDate = t.businessDate and n.prefix = t.prefix)`));
  expect(wrong).toEqual([]);
  expect(await counter.database.read(reader => reader.all(sql`select count(*) as count, count(distinct businessDate) as days from tickets`))).toEqual([{ count: 5000, days: 7 }]);
  expect(await counter.database.read(reader => reader.all(sql`select * from pragma_foreign_key_check`))).toEqual([]);

  await counter.visit();
  expect(await journalLength()).toBeGreaterThan(before);
  await counter.close();
});
