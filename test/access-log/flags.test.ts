import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { judgeLooks } from '../../main/access-log/flags-api.ts';
import { flagsOf, hoursOf, plainAddress, surnameOf, type Look, type LookCircumstances } from '../../main/access-log/flag-rules.ts';
import { updateStaff } from '../../main/staff/staff-store.ts';
import { aLogRoom, type LogRoom } from '../builders/a-log-room.ts';
import { newCommandId, refusalOf } from '../builders/a-staffed-branch.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

describe('what makes a look unusual', () => {
  const look: Look = { at: 0, staffId: 'one', fileId: 'f', customerId: 'c' };
  const usual: LookCircumstances = {
    customer: { name: '张伟明', address: '文三路 18 号', namesakeStaffIds: [], hadBusinessThatDay: true, looksSinceLastVisit: 1 },
    ownAddresses: [], looker: { name: '李敏' }, businessDate: '2026-03-02', time: '09:00', hours: { opensAt: '08:30', closesAt: '17:30' }, filesInShortTime: 1, burstIsFlagged: false,
  };
  const rules = (known: Partial<LookCircumstances>, of: Partial<Look> = {}) => flagsOf({ ...look, ...of }, { ...usual, ...known }).map(each => each.rule);
  const customer = (parts: Partial<NonNullable<LookCircumstances['customer']>>) => ({ customer: { ...usual.customer!, ...parts } });

  test('nothing, when the customer is here on business in the hall’s hours', () => expect(rules({})).toEqual([]));

  test.each([
    ['the customer bears the name of a colleague', customer({ namesakeStaffIds: ['two'] }), ['colleague']],
    ['a cousin at the same address', { ...customer({ name: '李军', address: '文三路18号' }), ownAddresses: ['文三路 18 号'] }, ['sameSurnameAndAddress']],
    ['the same surname elsewhere', { ...customer({ name: '李军' }), ownAddresses: ['学院路 1 号'] }, []],
    ['the same address with another surname', { ownAddresses: ['文三路 18 号'] }, []],
    ['no visit that day', customer({ hadBusinessThatDay: false }), ['noBusinessThatDay']],
    ['a minute before the hall opens', { time: '08:29' }, ['afterHours']],
    ['the minute the hall opens', { time: '08:30' }, []],
    ['the minute the hall closes', { time: '17:30' }, ['afterHours']],
    ['any hour of a hall that is always open', { time: '03:00', hours: null }, []],
    ['nine files in ten minutes', { filesInShortTime: 9 }, []],
    ['ten files in ten minutes', { filesInShortTime: 10 }, ['manyFiles']],
    ['the eleventh file of a burst that is flagged', { filesInShortTime: 11, burstIsFlagged: true }, []],
    ['a second look at one person', customer({ looksSinceLastVisit: 2 }), []],
    ['a third look at one person', customer({ looksSinceLastVisit: 3 }), ['samePersonAgain']],
    ['a look at a file of nobody known', { customer: null }, []],
  ] as const)('%s', (_what, known, expected) => expect(rules(known)).toEqual(expected));

  test('facts say counts, times and ids, never a name or an address', () => {
    const everything = { ...customer({ name: '李军', address: '文三路18号', namesakeStaffIds: ['two'], hadBusinessThatDay: false, looksSinceLastVisit: 4 }), ownAddresses: ['文三路18号'], time: '22:00', filesInShortTime: 12 };
    const flags = flagsOf(look, { ...usual, ...everything });
    expect(flags).toHaveLength(6);
    expect(JSON.stringify(flags)).not.toMatch(/李|文三路/u);
  });

  test('hours are the hull of what is offered', () => {
    expect(hoursOf([{ opensAt: '09:00', closesAt: '17:00' }, { opensAt: '08:30', closesAt: '12:00' }])).toEqual({ opensAt: '08:30', closesAt: '17:00' });
    expect(hoursOf([{ opensAt: '08:30', closesAt: '17:30' }, { opensAt: '00:00', closesAt: '00:00' }])).toBeNull();
    expect(hoursOf([{ opensAt: '20:00', closesAt: '02:00' }])).toBeNull();
    expect(hoursOf([])).toBeNull();
  });

  test('surnames: one character, a known two, the last word in Latin letters', () => {
    expect([surnameOf('李敏'), surnameOf('欧阳修'), surnameOf('欧阳'), surnameOf('𠮷田'), surnameOf('John Smith')]).toEqual(['李', '欧阳', '欧', '𠮷', 'smith']);
  });

  test('addresses are the same whatever width and blanks they are written with', () => {
    expect(plainAddress('文三路 18-2 号')).toBe(plainAddress('文三路１８－２号'));
  });
});

describe('flags of a branch', () => {
  let room: LogRoom;
  beforeEach(async () => { room = await aLogRoom(); });
  afterEach(() => room.close());

  const flags = async (which: 'open' | 'cleared' = 'open') => (await room.reading('manager').flags({ which })).flags;
  const rename = (person: 'clerk' | 'otherClerk', name: string) =>
    room.database.change(tx => updateStaff(tx, room.ids[person], { name, roles: ['clerk'], isActive: true }, room.clock.now()));

  test('a look at somebody who has no business here today is flagged with its entry and the date', async () => {
    const seq = await room.look();
    const [flag] = await flags();
    expect(flag).toMatchObject({ rule: 'noBusinessThatDay', facts: { businessDate: '2026-03-02' }, finding: null, entry: { seq, action: 'view', detail: { staffName: 'clerk' } } });
  });

  test('a look at the customer being served raises nothing', async () => {
    await room.serving();
    await room.look();
    expect(await flags()).toEqual([]);
  });

  test('a colleague is known by the name, oneself too', async () => {
    await room.serving();
    await rename('otherClerk', '张伟明');
    await room.look();
    await room.look({ by: 'otherClerk' });
    expect((await flags()).map(({ rule, facts }) => [rule, facts])).toEqual([
      ['colleague', { colleagueId: room.ids.otherClerk, colleagueName: '张伟明', isOwnName: 0 }],
      ['colleague', { colleagueId: room.ids.otherClerk, colleagueName: '张伟明', isOwnName: 1 }],
    ]);
  });

  test('a relative is known by surname and the address of the customer record that bears the looker’s name', async () => {
    await rename('clerk', '欧阳敏');
    await room.customer({ name: '欧阳敏', address: '城东路 5 号' });
    const relative = await room.customer({ name: '欧阳军', address: '城东路5号' });
    const stranger = await room.customer({ name: '欧军', address: '城东路5号' });
    await room.serving(relative);
    await room.look({ customerId: relative });
    await room.serving(stranger);
    await room.look({ customerId: stranger });
    expect((await flags()).map(({ rule, entry }) => [rule, entry.customerId])).toEqual([['sameSurnameAndAddress', relative]]);
  });

  test('ten files within ten minutes are one flag, and the next burst another', async () => {
    for (let burst = 0; burst < 2; burst += 1) {
      for (let nth = 0; nth < 12; nth += 1) {
        room.clock.advance(30_000);
        await room.look({ fileId: uuidv7(), customerId: null });
      }
      room.clock.advance(20 * minuteMs);
    }
    expect((await flags()).map(({ rule, facts, entry }) => [rule, facts.files, entry.seq])).toEqual([['manyFiles', 10, 9], ['manyFiles', 10, 21]]);
  });

  test('a third look at one person is flagged, unless a visit lies between', async () => {
    const again = async () => (await flags()).filter(each => each.rule === 'samePersonAgain').map(each => each.entry.seq);
    const lookOn = async (days: number) => {
      room.clock.advance(days * dayMs);
      return room.look();
    };
    await lookOn(0);
    await lookOn(1);
    await room.serving();
    await lookOn(0);
    await lookOn(2);
    await lookOn(1);
    expect(await again()).toEqual([]);
    const third = await lookOn(1);
    expect(await again()).toEqual([third]);
    await lookOn(40);
    expect(await again()).toEqual([third]);
  });

  test('a page that was loaded again and a look that was refused count for nothing', async () => {
    await room.serving();
    await room.look({ detail: { staffName: 'clerk', facts: { again: true } }, customerId: room.otherCustomerId });
    await room.look({ outcome: 'refused', customerId: room.otherCustomerId });
    expect(await flags()).toEqual([]);
  });

  test('judging again, or after a restart, raises nothing twice and forgets nothing', async () => {
    await room.look();
    expect(await judgeLooks(room.parts)).toBe(1);
    expect(await judgeLooks(room.parts)).toBe(0);
    await room.look({ by: 'otherClerk' });
    await room.branch.restart({ gracefully: false });
    expect(await judgeLooks(room.branch.parts)).toBe(1);
    expect(await Promise.all([judgeLooks(room.branch.parts), judgeLooks(room.branch.parts)])).toEqual([0, 0]);
  });

  test('the manager clears a flag with a written finding, once, and the finding is in the log', async () => {
    await room.look();
    const [flag] = await flags();
    const cleared = await room.reading('manager').clearFlag({ commandId: newCommandId(), flagId: flag!.id, verdict: 'improper', words: '无业务依据' });
    expect(cleared.finding).toMatchObject({ verdict: 'improper', words: '无业务依据' });
    expect(await flags()).toEqual([]);
    expect((await flags('cleared')).map(each => each.id)).toEqual([flag!.id]);
    const entry = (await room.log()).find(each => each.action === 'clearFlag');
    expect(entry).toMatchObject({ staffId: room.ids.manager, customerId: room.customerId, detail: { words: '无业务依据', facts: { rule: 'noBusinessThatDay', verdict: 'improper', lookSeq: 0 } } });
    expect(await refusalOf(room.reading('otherManager').clearFlag({ commandId: newCommandId(), flagId: flag!.id, verdict: 'proper', words: '好' }))).toMatchObject({ code: 'FLAG_CLEARED' });
  });

  test('nobody clears a flag raised on their own look', async () => {
    await room.look({ by: 'manager' });
    const [flag] = await flags();
    const clear = (person: 'manager' | 'otherManager') => room.reading(person).clearFlag({ commandId: newCommandId(), flagId: flag!.id, verdict: 'proper', words: '核对无误' });
    expect(await refusalOf(clear('manager'))).toMatchObject({ code: 'FLAG_OWN_LOOK' });
    expect(await refusalOf(clear('otherManager'))).toBeNull();
    expect(await refusalOf(room.reading('manager').clearFlag({ commandId: newCommandId(), flagId: uuidv7(), verdict: 'proper', words: '好' }))).toMatchObject({ code: 'FLAG_NOT_FOUND' });
  });

  test('a clearing repeated after a lost answer is done once', async () => {
    await room.look();
    const [flag] = await flags();
    const command = { commandId: newCommandId(), flagId: flag!.id, verdict: 'proper' as const, words: '有工单' };
    const first = await room.reading('manager').clearFlag(command);
    expect(await room.reading('manager').clearFlag(command)).toEqual(first);
    expect((await room.log()).filter(each => each.action === 'clearFlag')).toHaveLength(1);
  });
});
