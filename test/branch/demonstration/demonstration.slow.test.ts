import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDestructible, listDestructions } from '../../../main/archive/destruction-store.ts';
import { missingFields } from '../../../main/cases/case-path.ts';
import { formOf, knownPersons } from '../../../main/cases/case-record-store.ts';
import { searchCases } from '../../../main/cases/case-search-store.ts';
import { cases } from '../../../main/cases/cases-schema.ts';
import { checksOf, eventsOf } from '../../../main/cases/cases-store.ts';
import { personalTracesOf } from '../../../main/cases/personal-traces.ts';
import { follow } from '../../../main/complaints/complaint-path.ts';
import { complaints } from '../../../main/complaints/complaints-schema.ts';
import { readSteps } from '../../../main/complaints/complaints-store.ts';
import { standingOfMeasure } from '../../../main/satisfaction/cycle-rules.ts';
import { listCriteria, listMeasures } from '../../../main/satisfaction/cycle-store.ts';
import { strongCost, secretHasher } from '../../../main/staff/hashing.ts';
import { complaintStates } from '../../../shared/complaints.ts';
import { businessDateOf } from '../../../shared/business-date.ts';
import { demonstrationPassword } from '../../../shared/demonstration.ts';
import { aDemonstration } from '../../builders/a-demonstration.ts';

type Demonstration = Awaited<ReturnType<typeof aDemonstration>>;

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);

/** Every question answers the rows that contradict it: none is the right answer. */
const contradictions: Record<string, string> = {
  'every ticket begins with its issue':
    `select number from tickets t where not exists (select 1 from ticket_events e where e.ticketId = t.id and e.change = 'issue' and e.at = t.issuedAt and e.fromState is null)`,
  'every event starts where the one before ended':
    `select id from (select id, fromState, lag(toState) over (partition by ticketId order by at, id) as before from ticket_events) where fromState is not before`,
  'every ticket is in the state its last event left it in':
    `select number from tickets t where t.state <> (select toState from ticket_events e where e.ticketId = t.id order by at desc, id desc limit 1)`,
  'times only grow, from opening to now':
    `select id from (select e.id, e.at, lag(e.at) over (partition by e.ticketId order by e.at, e.id) as before from ticket_events e) where at < before or at > :now`,
  'changes follow the states a ticket may have': `select id from ticket_events where change || ' ' || coalesce(fromState, '') || ' ' || toState not in (
      'issue  waiting', 'call waiting called', 'recall called called', 'start called serving', 'noShow called noShow', 'reinstate noShow waiting',
      'hold serving onHold', 'resume onHold waiting', 'transfer serving waiting', 'finish serving finished', 'cancel waiting cancelled')`,
  'the times on a ticket are those of its events': `select number from tickets t where
      t.firstCalledAt is not (select min(at) from ticket_events e where e.ticketId = t.id and change in ('call', 'recall'))
      or t.lastCalledAt is not (select max(at) from ticket_events e where e.ticketId = t.id and change in ('call', 'recall'))
      or t.servingAt is not (select max(at) from ticket_events e where e.ticketId = t.id and change = 'start')
      or t.finishedAt is not (select max(at) from ticket_events e where e.ticketId = t.id and change = 'finish')
      or (t.lastCallEventId is null) <> (t.lastCalledAt is null)
      or t.lastCallEventId is not null and t.lastCallEventId not in (select id from ticket_events e where e.ticketId = t.id and change in ('call', 'recall') and e.at = t.lastCalledAt)`,
  'nobody is given up before the third call': `select number from tickets where state = 'noShow' and (callCount <> 3 or noShowAt is null)`,
  'numbers run from 1 without a gap':
    `select prefix from tickets group by businessDate, prefix having min(ordinal) <> 1 or max(ordinal) <> count(*) or count(distinct ordinal) <> count(*)`,
  'numbers follow the order of issue':
    `select number from (select number, issuedAt, lag(issuedAt) over (partition by businessDate, prefix order by ordinal) as before from tickets) where issuedAt < before`,
  'numbers go on where the day stands':
    `select t.prefix from tickets t left join ticket_numbers n using (businessDate, prefix) group by t.businessDate, t.prefix having max(t.ordinal) is not max(n.lastOrdinal)`,
  'the number says prefix and ordinal': `select number from tickets where number <> prefix || substr('000' || ordinal, -3)`,
  'a ticket at a window is at an open one with a clerk': `select t.number from tickets t join windows w on w.id = t.windowId
      where t.state in ('called', 'serving') and (w.state <> 'open' or w.clerkId is null)`,
  'a window has one ticket at a time': `select one.ticketId from ticket_events one join ticket_events other
      on other.windowId = one.windowId and other.ticketId <> one.ticketId and other.change = 'call' and one.change = 'call' and other.at > one.at
      where other.at < (select coalesce(min(at), :now + 1) from ticket_events e where e.ticketId = one.ticketId and e.at > one.at
        and e.change in ('finish', 'hold', 'transfer', 'noShow'))`,
  'a window calls nobody outside its open hours': `select e.id from ticket_events e join tickets t on t.id = e.ticketId where e.change = 'call' and not exists (
      select 1 from window_events w where w.windowId = e.windowId and w.businessDate = t.businessDate and w.state = 'open' and w.at <= e.at)`,
  'a call is for a service the window serves': `select e.id from ticket_events e join tickets t on t.id = e.ticketId where e.change = 'call'
      and t.id not in (select ticketId from ticket_events where change = 'transfer')
      and not exists (select 1 from window_services s where s.windowId = e.windowId and s.serviceId = t.serviceId)`,
  'the clerk of the window made its changes': `select e.id from ticket_events e join windows w on w.id = e.windowId where e.staffId is not w.clerkId`,
  'clerks are clerks': `select w.number from windows w left join staff s on s.id = w.clerkId where w.clerkId is not null and (s.name is not w.clerkName or s.roles not like '%clerk%')`,
  'a window is in the state its last event left it in': `select number from windows w where clerkId is not null
      and (state, stateSince) is not (select state, at from window_events e where e.windowId = w.id order by at desc limit 1)`,
  'whoever was served has a visit, and nobody else': `select number from tickets t where (t.servingAt is not null) <> exists (select 1 from visits v where v.ticketId = t.id)`,
  'a visit begins and ends with the serving': `select v.id from visits v join tickets t on t.id = v.ticketId where v.finishedAt is not t.finishedAt
      or v.startedAt <> (select min(at) from ticket_events e where e.ticketId = t.id and change = 'start') or v.windowId is not t.windowId`,
  'every visit holds business': `select id from visits v where not exists (select 1 from visit_items i where i.visitId = v.id)`,
  'business is done within its visit': `select i.id from visit_items i join visits v on v.id = i.visitId
      where i.startedAt < v.startedAt or i.endedAt < i.startedAt or i.endedAt > coalesce(v.finishedAt, :now)`,
  'a finished visit leaves nothing undecided': `select i.id from visit_items i join visits v on v.id = i.visitId where v.finishedAt is not null and i.result = 'undecided'`,
  'what is decided has its time, and its reason where one is due': `select id from visit_items
      where (result = 'undecided') <> (endedAt is null) or (result not in ('undecided', 'completed')) <> (reason is not null)`,
  'nobody stands at two counters': `select v.customerId from visits v join tickets t on t.id = v.ticketId where v.customerId is not null
      group by v.customerId, t.businessDate having count(*) > 1`,
  'key accounts come with key-account tickets': `select v.id from visits v join tickets t on t.id = v.ticketId join customers c on c.id = v.customerId
      where c.isKeyAccount <> (t.customerClass = 'keyAccount')`,
  'who was not looked up was not identified': `select id from visits where (customerId is null) <> (identityMethod = 'notIdentified')`,
  'an appointment is what makes an appointment ticket': `select number from tickets where (customerClass = 'appointment') <> (appointmentAt is not null)`,
  'earlier days are over': `select number from tickets t join business_days d using (businessDate) where t.state not in ('finished', 'noShow', 'cancelled')`,
  'every earlier day was closed': `select distinct businessDate from tickets where businessDate <> :today and businessDate not in (select businessDate from business_days)`,
  'nothing points nowhere': `select * from pragma_foreign_key_check`,
};

describe.each([
  ['on a morning', at('2026-03-02T10:20:00')],
  ['on a Sunday afternoon', at('2026-07-19T16:05:11')],
  ['just before three at night', at('2026-11-24T02:59:00')],
  ['at three at night', at('2026-11-24T03:00:00')],
  ['at ten in the evening', at('2026-12-31T22:00:00')],
  ['right after midnight', at('2027-01-01T00:00:30')],
  ['as the clocks of Europe change', at('2026-10-25T23:10:00')],
])('the demonstration, made %s', (_, now) => {
  let demonstration: Demonstration;
  let today: string;
  const rowsOf = <Row>(query: string) => {
    const text = query.replaceAll(':now', String(now)).replaceAll(':today', `'${today}'`);
    return demonstration.database.read(reader => reader.all<Row>(sql.raw(text)));
  };
  const countOf = async (query: string) => (await rowsOf<{ count: number }>(`select count(*) as count from ${query}`))[0]?.count;

  beforeAll(async () => {
    demonstration = await aDemonstration({ at: now });
    today = businessDateOf(now, demonstration.parts.branch()?.timeZone ?? '');
  });
  afterAll(() => demonstration.database.close());

  it.each(Object.keys(contradictions))('%s', async name => {
    expect(await rowsOf(contradictions[name] ?? '')).toEqual([]);
  });

  it('has a hall in full work, with room for a visitor', async () => {
    expect(await rowsOf('select state, count(*) as count from windows group by state order by state')).toEqual([
      { state: 'closed', count: 3 }, { state: 'open', count: 8 }, { state: 'paused', count: 1 },
    ]);
    expect(await countOf('services')).toBe(8);
    expect(await countOf(`windows w join staff s on s.id = w.clerkId where s.loginName = 'limin'`)).toBe(0);
  });

  it('has somebody in every state a visitor should see, and for most services', async () => {
    const states = await rowsOf<{ state: string; count: number }>(`select state, count(*) as count from tickets where businessDate = :today group by state`);
    const count = Object.fromEntries(states.map(each => [each.state, each.count]));
    expect(count.waiting).toBeGreaterThanOrEqual(20);
    expect(count.waiting).toBeLessThanOrEqual(30);
    expect(count.called).toBeGreaterThanOrEqual(1);
    expect(count.serving).toBeGreaterThanOrEqual(4);
    expect(count.finished).toBeGreaterThan(60);
    for (const state of ['onHold', 'noShow', 'cancelled']) expect(count[state], state).toBeGreaterThanOrEqual(1);
    const [longest] = await rowsOf<{ minutes: number }>(`select (:now - min(issuedAt)) / 60000 as minutes from tickets where state = 'waiting'`);
    expect(longest?.minutes).toBeLessThan(36);
    expect(await countOf(`(select distinct serviceId from tickets where state = 'waiting')`)).toBeGreaterThanOrEqual(6);
    expect(await countOf(`tickets where businessDate = :today`)).toBe(130);
  });

  it('keeps the whole morning within one business date', async () => {
    const issued = await rowsOf<{ issuedAt: number; businessDate: string }>('select issuedAt, businessDate from tickets');
    const timeZone = demonstration.parts.branch()?.timeZone ?? '';
    for (const ticket of issued) expect(businessDateOf(ticket.issuedAt, timeZone)).toBe(ticket.businessDate);
    // And leaves the visitor hours before midnight ends it.
    expect(businessDateOf(now + 3 * 60 * 60_000, timeZone)).toBe(today);
  });

  it('knows customers who have been here before', async () => {
    expect(await countOf('customers')).toBe(2000);
    expect(await countOf(`visits v join tickets t on t.id = v.ticketId where t.businessDate = :today and exists (
      select 1 from visits b where b.customerId = v.customerId and b.startedAt < v.startedAt)`)).toBeGreaterThan(15);
  });
});

describe('the demonstration', () => {
  const now = at('2026-03-02T10:20:00');

  it('is the same again from the same seed and time, and another one from another seed', async () => {
    const pictureOf = async (seed: number) => {
      const { database } = await aDemonstration({ at: now, seed });
      const picture = await database.read(async reader => JSON.stringify([
        await reader.all(sql`select id, number, state, queueOrder from tickets order by id`),
        await reader.all(sql`select id, name, phone, idNumber, address from customers order by id`),
        await reader.all(sql`select id, at from ticket_events order by id`),
      ]));
      await database.close();
      return picture;
    };
    const first = await pictureOf(900);
    expect(await pictureOf(900)).toBe(first);
    expect(await pictureOf(901)).not.toBe(first);
  });

  it('is ready while somebody waits for it, with passwords hashed as strongly as any', async () => {
    const { database, tookMs, accounts, parts } = await aDemonstration({ at: now, hasher: secretHasher(strongCost) });
    const [stored] = await database.read(reader => reader.all<{ passwordHash: string }>(
      sql`select passwordHash from staff_credentials c join staff s on s.id = c.staffId where s.loginName = 'limin'`));
    expect(await parts.hasher.matches(stored?.passwordHash ?? null, demonstrationPassword)).toBe(true);
    expect(accounts.filter(account => account.roles.includes('clerk'))).toHaveLength(10);
    await database.close();
    // Three to four seconds on a quiet machine; tests share theirs.
    expect(tookMs).toBeLessThan(15_000);
  });

  it('has an archive in use: files of its customers, looks with their entries, loans out and overdue, one file on hold', async () => {
    const { database } = await aDemonstration({ at: now });
    const [found] = await database.read(reader => reader.all<Record<string, number>>(sql`select
      (select count(*) from archive_files f join customers c on c.id = f.customerId and c.name = f.subjectName) as files,
      (select count(*) from archive_files where archiveNumber = '' or categoryId = '' or levelId = '' or shelfId is null) as incomplete,
      (select count(*) from archive_looks l join access_log_entries e on e.seq = l.logSeq and e.fileId = l.fileId and e.at = l.openedAt) as looks,
      (select count(*) from archive_looks) as allLooks,
      (select count(*) from archive_loans o join archive_files f on f.id = o.fileId and f.state = 'lent' where o.returnedAt is null) as lent,
      (select count(*) from archive_files where state = 'lent') as lentFiles,
      (select count(*) from archive_holds where liftedAt is null) as holds,
      (select count(*) from access_log_entries where action = 'clockWentBack') as clockFaults`));
    expect(found).toMatchObject({ incomplete: 0, lent: 10, lentFiles: 10, holds: 1, clockFaults: 0 });
    expect(found?.files).toBeGreaterThan(1000);
    expect(found?.looks).toBe(found?.allLooks);
    expect(found?.looks).toBeGreaterThan(60);
    await database.close();
  });

  it('has the people a destruction takes, a proposal that waits for the manager, files past their retention, and some of the highest level', async () => {
    const { database, accounts } = await aDemonstration({ at: now });
    const holding = (role: 'archivist' | 'manager') => accounts.filter(({ roles }) => roles.includes(role)).length;
    expect({ archivists: holding('archivist'), managers: holding('manager') }).toEqual({ archivists: 2, managers: 2 });
    expect(await database.read(listDestructions)).toMatchObject([{ number: 'X2026-0001', fileCount: 6, nextStep: 'serviceManager', approvals: [{ name: '邓玉红' }] }]);
    const destructible = await database.read(reader => listDestructible(reader, '2026-03-02', 500));
    expect(destructible.length).toBeGreaterThan(20);
    const [secret] = await database.read(reader => reader.all<{ count: number }>(sql`select count(*) as count from archive_files f
      join archive_levels l on l.id = f.levelId where l.approval = 'managerAndSecond' and f.state = 'onShelf'`));
    expect(secret?.count).toBeGreaterThan(0);
    await database.close();
  });

  it('has complaints in every state, as their own steps leave them, numbered without a gap, none of it in the future', async () => {
    const { database } = await aDemonstration({ at: now });
    const rows = await database.read(reader => reader.select().from(complaints));
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(complaintStates));
    expect(rows.some(({ isPaused }) => isPaused) && rows.some(({ redoCount }) => redoCount > 0) && rows.some(({ returnCount }) => returnCount === 2) && rows.some(({ reopenCount }) => reopenCount > 0)).toBe(true);
    expect(rows.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now).length).toBeGreaterThan(0);
    expect(rows.some(({ addressKey }) => rows.filter(each => each.addressKey !== null && each.addressKey === addressKey).length >= 3)).toBe(true);
    for (const { id, state } of rows) {
      const steps = await database.read(reader => readSteps(reader, id));
      const { standing, overtaken } = follow(steps);
      expect([standing.state, overtaken.size]).toEqual([state, 0]);
      expect(Math.max(...steps.map(step => step.at))).toBeLessThanOrEqual(now);
    }
    for (const year of new Set(rows.map(row => row.year))) {
      const ordinals = rows.filter(row => row.year === year).map(({ ordinal }) => ordinal).toSorted((a, b) => a - b);
      expect(ordinals).toEqual(ordinals.map((_, nth) => nth + 1));
    }
    await database.close();
  });

  it('has a library of cases: published ones of the complaints and the year before, a draft, one in review, checks that found them heeded and not', async () => {
    const { database } = await aDemonstration({ at: now });
    const rows = await database.read(reader => reader.select().from(cases));
    const countOf = (state: string) => rows.filter(each => each.state === state).length;
    expect({ draft: countOf('draft'), inReview: countOf('inReview'), published: countOf('published'), retired: countOf('retired') }).toEqual({ draft: 1, inReview: 1, published: 15, retired: 1 });
    expect(rows.filter(({ complaintId }) => complaintId !== null).length).toBe(10);
    expect(rows.some(({ nextCheckAt }) => nextCheckAt !== null && nextCheckAt <= now)).toBe(true);
    for (const row of rows) {
      const [events, checks, form] = await database.read(async reader => [await eventsOf(reader, row.id), await checksOf(reader, row.id), await formOf(reader, row)] as const);
      const times = events.map(({ at: happened }) => happened);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...times, ...checks.map(check => check.at))).toBeLessThan(now);
      expect(Math.min(now, ...checks.map(check => check.at))).toBeGreaterThan(row.publishedAt ?? 0);
      expect([row.avoidedCount, row.recurredCount]).toEqual(['avoided', 'recurred'].map(outcome => checks.filter(check => check.outcome === outcome).length));
      expect(events.find(({ kind }) => kind === 'published')?.byStaffId).not.toBe(row.authorId);
      expect(personalTracesOf(form, await database.read(reader => knownPersons(reader, row))), row.title).toEqual([]);
      if (row.state !== 'draft') expect(missingFields(form), row.title).toEqual([]);
    }
    const checks = (await Promise.all(rows.map(({ id }) => database.read(reader => checksOf(reader, id))))).flat();
    expect(checks.filter(({ complaintId }) => complaintId !== null).map(({ outcome }) => outcome)).toEqual(['recurred', 'recurred', 'recurred']);
    for (const year of new Set(rows.map(row => row.year))) {
      const ordinals = rows.filter(row => row.year === year).toSorted((a, b) => a.ordinal - b.ordinal);
      expect(ordinals.map(({ ordinal }) => ordinal)).toEqual(ordinals.map((_, nth) => nth + 1));
      expect(ordinals.map(({ searchId }) => searchId)).toEqual(ordinals.map(({ searchId }) => searchId).toSorted((a, b) => a - b));
    }
    const { found } = await database.read(reader => searchCases(reader, { words: '抄表读错电量', limit: 20 }));
    expect(found.map(({ row }) => row.title)).toContain('抄错一个数字，空置房多出三百度电');
    await database.close();
  });

  it('has ratings of four weeks, bad ones called back and bad ones to call, a measure in each stage, and targets of this year', async () => {
    const { database, parts } = await aDemonstration({ at: now });
    const [counted] = await database.read(reader => reader.all<Record<string, number>>(sql`
      select count(distinct businessDate) as days, count(*) as rated, sum(source = 'counter') as aloud, (select count(*) from visits where finishedAt is not null) as served,
        sum(score in ('dissatisfied', 'veryDissatisfied')) as bad, (select count(distinct ratingId) from rating_call_backs where outcome <> 'notReached') as settled from ratings`));
    expect(counted?.days).toBeGreaterThanOrEqual(20);
    expect((counted?.rated ?? 0) / (counted?.served ?? 1)).toBeGreaterThan(0.5);
    expect(counted?.aloud).toBeGreaterThan(0);
    expect(counted?.settled).toBeGreaterThan(0);
    expect(counted?.settled).toBeLessThan(counted?.bad ?? 0);
    const today = businessDateOf(now, parts.branch()?.timeZone ?? '');
    const measures = await database.read(listMeasures);
    expect(measures.map(measure => standingOfMeasure(measure, today))).toEqual(['open', 'done', 'checked']);
    expect(measures[2]?.before?.rated).toBeGreaterThan(20);
    expect(measures[2]?.after?.rated).toBeGreaterThan(20);
    expect((await database.read(reader => listCriteria(reader, Number(today.slice(0, 4))))).map(({ kind }) => kind)).toEqual(['satisfiedShare', 'reachedShare', 'ratedShare', 'satisfiedShare']);
    await database.close();
  });

  it('writes all it makes to the journal, as a working hall does', async () => {
    const { database } = await aDemonstration({ at: now });
    for (const table of ['tickets', 'ticket_events', 'visits', 'visit_items', 'customers', 'staff', 'windows', 'branch', 'archive_files', 'archive_looks', 'archive_loans', 'complaints', 'complaint_steps', 'cases', 'case_events', 'case_checks']) {
      const [row] = await database.read(reader => reader.all<{ missing: number }>(sql.raw(
        `select count(*) as missing from ${table} where id not in (select rowKey from journal where tableName = '${table}')`)));
      expect(row?.missing, table).toBe(0);
    }
    await database.close();
  });
});
