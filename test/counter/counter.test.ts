import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { aCounter } from '../builders/a-counter.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

type Counter = Awaited<ReturnType<typeof aCounter>>;
let counter: Counter;
beforeEach(async () => { counter = await aCounter(); });
afterEach(() => counter.close());

const commandId = () => uuidv7();
const rows = <Row>(query: ReturnType<typeof sql>) => counter.database.read(reader => reader.all<Row>(query));

describe('serving', () => {
  it('opens the visit of the called ticket, for nobody known yet', async () => {
    const ticketId = await counter.called();
    const visit = await counter.one.startServing({ commandId: commandId(), windowId: counter.windowIds[0] });
    expect(visit).toMatchObject({ ticketId, ticketNumber: 'C001', customer: null, identityMethod: 'notIdentified', items: [], notes: '', finishedAt: null });
    expect(await counter.one.currentVisit({ windowId: counter.windowIds[0] })).toEqual(visit);
    expect(await counter.one.currentVisit({ windowId: counter.windowIds[1] })).toBeNull();
  });

  it('repeated with the same command opens no second visit', async () => {
    await counter.called();
    const command = { commandId: commandId(), windowId: counter.windowIds[0] };
    const first = await counter.one.startServing(command);
    expect(await counter.one.startServing(command)).toEqual(first);
    expect(await rows(sql`select id from visits`)).toHaveLength(1);
    expect(await rows(sql`select id from ticket_events where change = 'start'`)).toHaveLength(1);
  });

  it('is refused at somebody else’s window and without a called ticket', async () => {
    expect(await refusalOf(counter.one.startServing({ commandId: commandId(), windowId: counter.windowIds[0] }))).toMatchObject({ code: 'TICKET_NOT_FOUND' });
    await counter.called();
    expect(await refusalOf(counter.two.startServing({ commandId: commandId(), windowId: counter.windowIds[0] }))).toMatchObject({ code: 'NOT_YOUR_WINDOW' });
    expect(await rows(sql`select id from visits`)).toEqual([]);
  });

  it('goes on with the same visit after a hold, and moves it along after a transfer', async () => {
    const visit = await counter.visit();
    await counter.one.addItem({ commandId: commandId(), visitId: visit.id, businessTypeId: counter.typeIds[0] });
    await counter.one.saveNotes({ commandId: commandId(), visitId: visit.id, notes: '去复印' });

    await counter.move(visit.ticketId, { state: 'onHold', windowId: counter.windowIds[0] });
    expect(await counter.one.currentVisit({ windowId: counter.windowIds[0] })).toBeNull();
    expect(await refusalOf(counter.one.saveNotes({ commandId: commandId(), visitId: visit.id, notes: '' }))).toMatchObject({ code: 'NOT_YOUR_WINDOW' });

    await counter.move(visit.ticketId, { state: 'called', windowId: counter.windowIds[1] });
    const goesOn = await counter.two.startServing({ commandId: commandId(), windowId: counter.windowIds[1] });
    expect(goesOn).toMatchObject({ id: visit.id, windowId: counter.windowIds[1], notes: '去复印', startedAt: visit.startedAt });
    expect(goesOn.items).toHaveLength(1);
    // The first window has nothing to do with it any more.
    expect(await refusalOf(counter.one.saveNotes({ commandId: commandId(), visitId: visit.id, notes: '' }))).toMatchObject({ code: 'NOT_YOUR_WINDOW' });
    expect(await rows(sql`select staffId, windowId from visits`)).toEqual([{ staffId: 'two', windowId: counter.windowIds[1] }]);
  });
});

describe('the customer of a visit', () => {
  it('is shown masked, with the method of the check', async () => {
    const visit = await counter.visit();
    const identified = await counter.one.identify({ commandId: commandId(), visitId: visit.id, customerId: await counter.customer(), identityMethod: 'cardSeen' });
    expect(identified).toMatchObject({ identityMethod: 'cardSeen', customer: { maskedName: '张*明', maskedPhone: '138****6712' } });
    expect(JSON.stringify(identified)).not.toContain('伟');
  });

  it('must exist, and can be taken back', async () => {
    const visit = await counter.visit();
    const unknown = { commandId: commandId(), visitId: visit.id, customerId: uuidv7(), identityMethod: 'cardSeen' } as const;
    expect(await refusalOf(counter.one.identify(unknown))).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
    await counter.one.identify({ ...unknown, commandId: commandId(), customerId: await counter.customer() });
    const nobody = await counter.one.identify({ ...unknown, commandId: commandId(), customerId: null });
    expect(nobody).toMatchObject({ customer: null, identityMethod: 'notIdentified', earlierVisits: [] });
  });

  it('brings along the last five earlier visits, newest first, with their business, found by index', async () => {
    const customerId = await counter.customer();
    const ids: string[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      const visit = await counter.visit();
      ids.unshift(visit.id);
      await counter.one.identify({ commandId: commandId(), visitId: visit.id, customerId, identityMethod: 'cardSeen' });
      const { items: [item] } = await counter.one.addItem({ commandId: commandId(), visitId: visit.id, businessTypeId: counter.typeIds[turn % 2 ? 1 : 0] });
      await counter.one.decideItem({ commandId: commandId(), visitId: visit.id, itemId: item?.id ?? '', result: 'completed', reason: null });
      await counter.one.finish({ commandId: commandId(), visitId: visit.id });
      counter.clock.advance(60_000);
    }
    const last = await counter.visit();
    const { earlierVisits } = await counter.one.identify({ commandId: commandId(), visitId: last.id, customerId, identityMethod: 'phoneNumber' });
    expect(earlierVisits.map(each => each.visitId)).toEqual(ids.slice(0, 5));
    expect(earlierVisits.map(each => each.items.map(item => item.nameZh))).toEqual([['过户'], ['更名'], ['过户'], ['更名'], ['过户']]);

    const plan = await rows<{ detail: string }>(sql`explain query plan select id from visits where customerId = 'x' and startedAt < 5 order by startedAt desc limit 5`);
    expect(plan.map(each => each.detail).join()).toContain('visits_customer');
    expect(plan.map(each => each.detail).join()).not.toContain('TEMP B-TREE');
  });
});

describe('the business of a visit', () => {
  it('is added, decided with its minutes, corrected and taken out', async () => {
    const { id: visitId } = await counter.visit();
    const added = await counter.one.addItem({ commandId: commandId(), visitId, businessTypeId: counter.typeIds[0] });
    const itemId = added.items[0]?.id ?? '';
    expect(added.items).toMatchObject([{ nameZh: '过户', nameEn: 'Transfer', result: 'undecided', minutes: null }]);
    counter.clock.advance(7 * 60_000 + 1);
    const decided = await counter.one.decideItem({ commandId: commandId(), visitId, itemId, result: 'incompleteDocuments', reason: ' 缺：房产证 ' });
    expect(decided.items).toMatchObject([{ result: 'incompleteDocuments', reason: '缺：房产证', minutes: 8 }]);
    const corrected = await counter.one.decideItem({ commandId: commandId(), visitId, itemId, result: 'completed', reason: null });
    expect(corrected.items).toMatchObject([{ result: 'completed', reason: null, minutes: 8 }]);
    expect((await counter.one.removeItem({ commandId: commandId(), visitId, itemId })).items).toEqual([]);
    expect(await refusalOf(counter.one.removeItem({ commandId: commandId(), visitId, itemId }))).toMatchObject({ code: 'VISIT_ITEM_NOT_FOUND' });
  });

  it('is refused without the reason the customer was told, and nothing is stored', async () => {
    const { id: visitId } = await counter.visit();
    const { items: [item] } = await counter.one.addItem({ commandId: commandId(), visitId, businessTypeId: counter.typeIds[0] });
    expect(await refusalOf(counter.one.decideItem({ commandId: commandId(), visitId, itemId: item?.id ?? '', result: 'refused', reason: null })))
      .toMatchObject({ code: 'VISIT_ITEM_REASON_MISSING' });
    expect(await rows(sql`select result, endedAt from visit_items`)).toEqual([{ result: 'undecided', endedAt: null }]);
  });

  it('of one visit cannot be touched through another', async () => {
    const { id: visitId } = await counter.visit();
    const { items: [item] } = await counter.one.addItem({ commandId: commandId(), visitId, businessTypeId: counter.typeIds[0] });
    await counter.called(counter.windowIds[1]);
    const other = await counter.two.startServing({ commandId: commandId(), windowId: counter.windowIds[1] });
    const itemId = item?.id ?? '';
    expect(await refusalOf(counter.two.decideItem({ commandId: commandId(), visitId: other.id, itemId, result: 'completed', reason: null }))).toMatchObject({ code: 'VISIT_ITEM_NOT_FOUND' });
    expect(await refusalOf(counter.two.decideItem({ commandId: commandId(), visitId, itemId, result: 'completed', reason: null }))).toMatchObject({ code: 'NOT_YOUR_WINDOW' });
  });

  it('is only what the branch still offers', async () => {
    const { id: visitId } = await counter.visit();
    const [type] = await counter.one.listBusinessTypes();
    if (!type) throw new Error('no business type');
    await counter.one.saveBusinessType({ ...type, commandId: commandId(), isActive: false });
    expect(await refusalOf(counter.one.addItem({ commandId: commandId(), visitId, businessTypeId: type.id }))).toMatchObject({ code: 'BUSINESS_TYPE_NOT_FOUND' });
  });
});

describe('finishing', () => {
  it('ends visit and ticket at the same moment', async () => {
    const { id: visitId, ticketId } = await counter.visit();
    counter.clock.advance(60_000);
    const ended = await counter.one.finish({ commandId: commandId(), visitId });
    expect(ended.ticket).toMatchObject({ id: ticketId, state: 'finished', finishedAt: counter.clock.now() });
    expect(ended.visit.finishedAt).toBe(counter.clock.now());
    expect(await counter.one.currentVisit({ windowId: counter.windowIds[0] })).toBeNull();
  });

  it('waits until every item has a result: neither visit nor ticket ends', async () => {
    const { id: visitId } = await counter.visit();
    await counter.one.addItem({ commandId: commandId(), visitId, businessTypeId: counter.typeIds[0] });
    expect(await refusalOf(counter.one.finish({ commandId: commandId(), visitId }))).toEqual({ code: 'VISIT_ITEMS_UNDECIDED', data: { count: 1 } });
    expect(await rows(sql`select v.finishedAt, t.state from visits v join tickets t on t.id = v.ticketId`)).toEqual([{ finishedAt: null, state: 'serving' }]);
  });

  it('happens once: the visit cannot be changed or finished again, a repeated command answers the same', async () => {
    const { id: visitId } = await counter.visit();
    const command = { commandId: commandId(), visitId };
    const ended = await counter.one.finish(command);
    expect(await counter.one.finish(command)).toEqual(ended);
    expect(await refusalOf(counter.one.finish({ commandId: commandId(), visitId }))).toMatchObject({ code: 'VISIT_FINISHED' });
    expect(await refusalOf(counter.one.saveNotes({ commandId: commandId(), visitId, notes: 'x' }))).toMatchObject({ code: 'VISIT_FINISHED' });
  });

  it('pressed on two screens at once ends the visit once', async () => {
    const { id: visitId } = await counter.visit();
    const results = await Promise.all([1, 2].map(() => refusalOf(counter.one.finish({ commandId: commandId(), visitId }))));
    expect(results.map(each => each?.code ?? 'done').sort()).toEqual(['VISIT_FINISHED', 'done']);
    expect(await rows(sql`select id from ticket_events where change = 'finish'`)).toHaveLength(1);
  });

  it('of a visit nobody knows is refused', async () => {
    expect(await refusalOf(counter.one.finish({ commandId: commandId(), visitId: uuidv7() }))).toMatchObject({ code: 'VISIT_NOT_FOUND' });
  });

  it('tells every watching screen after the commit', async () => {
    const { id: visitId } = await counter.visit();
    const ends = new AbortController();
    const states = counter.parts.live.watch('queue', 'test', () => counter.database.read(reader => reader.all<{ state: string }>(sql`select state from tickets`)), ends.signal);
    expect((await states.next()).value).toEqual([{ state: 'serving' }]);
    await counter.one.finish({ commandId: commandId(), visitId });
    expect((await states.next()).value).toEqual([{ state: 'finished' }]);
    ends.abort();
  });
});

describe('business types', () => {
  it('are added and renamed under a service that exists', async () => {
    const type = { id: uuidv7(), serviceId: counter.serviceId, nameZh: '分户', nameEn: 'Splitting', isActive: true };
    await counter.one.saveBusinessType({ ...type, commandId: commandId() });
    await counter.one.saveBusinessType({ ...type, commandId: commandId(), nameZh: '分户办理' });
    expect((await counter.one.listBusinessTypes()).map(each => each.nameZh)).toEqual(['过户', '更名', '分户办理']);
    expect(await refusalOf(counter.one.saveBusinessType({ ...type, commandId: commandId(), serviceId: uuidv7() }))).toMatchObject({ code: 'SERVICE_NOT_FOUND' });
  });
});
