import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aReadingRoom, secretsOfRoom, type ReadingRoom } from '../builders/a-reading-room.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let room: ReadingRoom;
beforeEach(async () => { room = await aReadingRoom(); });
afterEach(() => room.close());

const order = { kind: 'writtenOrder', number: '稽字 7 号', orderedBy: '省公司稽查处', validUntil: '2026-03-02' } as const;
const minutes = (count: number) => count * 60_000;

describe('looking at the customer being served', () => {
  test('opens the fields of the purpose and no other, under a number of the log', async () => {
    const ticketId = await room.serving();
    const look = await room.as('clerk').open({ customerId: room.customerId, purposeCode: 'phoneCheck', basis: { kind: 'ticket', ticketId } });
    expect(look.customer).toEqual({ id: room.customerId, name: null, phone: secretsOfRoom.phone, idNumber: null, accountNumber: null, address: null });
    expect(look).toMatchObject({ file: null, fields: ['phone'], logSeq: 0, watermark: { staffName: 'clerk', purposeZh: '电话核实', logSeq: 0 } });
    expect(look.expiresAt - look.asOf).toBe(minutes(5));
    expect(await room.log()).toMatchObject([{
      seq: 0, action: 'unmask', outcome: 'done', staffId: room.ids.clerk, role: 'clerk', windowId: room.windowId, customerId: room.customerId, fileId: null,
      purpose: 'phoneCheck', basis: { kind: 'ticket', id: ticketId }, fields: ['phone'], detail: { staffName: 'clerk', customerName: '张*明', basisWords: 'C001' },
    }]);
  });

  test('the log itself holds no word that is personal, whole or in its personal part', async () => {
    const ticketId = await room.serving();
    await room.as('clerk').open({ customerId: room.customerId, purposeCode: 'transferOfAccount', basis: { kind: 'ticket', ticketId } });
    const text = JSON.stringify(await room.log());
    for (const secret of Object.values(secretsOfRoom)) expect(text).not.toContain(secret);
  });

  test('a ticket carries a look only while it is served at the caller’s window for this very customer', async () => {
    const earlier = await room.serving();
    const present = await room.serving(room.otherCustomerId);
    const open = (ticketId: string, who: 'clerk' | 'otherClerk', customerId = room.customerId) =>
      refusalOf(room.as(who).open({ customerId, purposeCode: 'phoneCheck', basis: { kind: 'ticket', ticketId } }));
    expect(await open(earlier, 'clerk')).toMatchObject({ code: 'BASIS_NOT_FOUND' });
    expect(await open(present, 'clerk')).toMatchObject({ code: 'BASIS_NOT_FOUND' });
    expect(await open(present, 'otherClerk', room.otherCustomerId)).toMatchObject({ code: 'BASIS_NOT_FOUND' });
    expect(await open(present, 'clerk', room.otherCustomerId)).toBeNull();
    expect((await room.log()).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'done']);
  });

  test('a visit of nobody, or a file of nobody, is carried by no ticket', async () => {
    const ticketId = await room.serving(null);
    const fileId = await room.file({ of: null });
    expect(await refusalOf(room.as('clerk').open({ fileId, purposeCode: 'transferOfAccount', basis: { kind: 'ticket', ticketId } }))).toMatchObject({ code: 'BASIS_NOT_FOUND' });
  });
});

describe('looking at a file', () => {
  test('opens title, person and papers for the transfer, and leaves the rest closed', async () => {
    const ticketId = await room.serving();
    const fileId = await room.file();
    const look = await room.as('clerk').open({ fileId, purposeCode: 'answerQuestion', basis: { kind: 'ticket', ticketId } });
    expect(look.file).toMatchObject({
      id: fileId, archiveNumber: 'G2026-1', subjectName: secretsOfRoom.name, subjectAccountNumber: secretsOfRoom.accountNumber, subjectAddress: secretsOfRoom.address,
      title: null, subjectIdNumber: null, scans: [],
    });
    expect(await room.log()).toMatchObject([{ action: 'view', fileId, customerId: room.customerId, detail: { fileNumber: 'G2026-1', customerName: '张*明' } }]);
  });

  test('an order holds to the end of its last day and not an hour longer', async () => {
    const fileId = await room.file();
    const open = () => room.as('archivist').open({ fileId, purposeCode: 'audit', basis: order });
    room.clock.set(Date.parse('2026-03-02T15:59:59Z')); // 23:59:59 in Shanghai
    expect((await open()).file?.subjectIdNumber).toBe(secretsOfRoom.idNumber);
    room.clock.advance(1000);
    expect(await refusalOf(open())).toEqual({ code: 'BASIS_EXPIRED', data: { validUntil: '2026-03-02' } });
    expect((await room.log()).at(-1)).toMatchObject({ action: 'view', outcome: 'refused', fields: [], detail: { basisWords: '稽字 7 号 · 省公司稽查处 · 2026-03-02', facts: { code: 'BASIS_EXPIRED' } } });
  });

  test('only the archivist registers somebody from outside, and the visitor stands in the entry’s personal part', async () => {
    const fileId = await room.file();
    const basis = { kind: 'register', visitorName: '孙法官', visitorUnit: '西湖区法院', visitorContact: '0571-1', reason: '民事案件取证' } as const;
    const asked = { fileId, purposeCode: 'externalRequest', basis };
    expect(await refusalOf(room.as('manager').open(asked))).toEqual({ code: 'BASIS_NOT_ALLOWED', data: { bases: ['writtenOrder'] } });
    await room.as('archivist').open(asked);
    const [, entry] = await room.log();
    expect(entry).toMatchObject({ basis: { kind: 'register', id: null }, detail: { basisWords: '孙法官 · 西湖区法院 · 0571-1', words: '民事案件取证' } });
  });

  test('what is destroyed opens to nobody, and the try is an entry', async () => {
    const fileId = await room.file({ state: 'destroyed' });
    expect(await refusalOf(room.as('archivist').open({ fileId, purposeCode: 'audit', basis: order }))).toMatchObject({ code: 'FILE_DESTROYED' });
    expect(await refusalOf(room.as('manager').breakGlass({ fileId, reason: '抢修' }))).toMatchObject({ code: 'FILE_DESTROYED' });
    expect(await room.log()).toMatchObject([{ action: 'view', outcome: 'refused', fileId }, { action: 'breakGlass', outcome: 'refused', fileId }]);
  });

  test('a purpose that does not exist leaves no words of its own in the entry', async () => {
    const fileId = await room.file();
    expect(await refusalOf(room.as('clerk').open({ fileId, purposeCode: '张伟明', basis: order }))).toMatchObject({ code: 'PURPOSE_NOT_FOUND' });
    expect(await room.log()).toMatchObject([{ outcome: 'refused', purpose: null }]);
  });
});

describe('the minutes of a look', () => {
  const openForMinutes = async () => room.as('clerk').open({ customerId: room.customerId, purposeCode: 'phoneCheck', basis: { kind: 'ticket', ticketId: await room.serving() } });

  test('a page loaded again shows it while it runs, as an entry of its own, and nothing afterwards', async () => {
    const { lookId } = await openForMinutes();
    room.clock.advance(minutes(2));
    room.steady.ms += minutes(2);
    const again = await room.as('clerk').opened({ lookId });
    expect(again).toMatchObject({ logSeq: 0, customer: { phone: secretsOfRoom.phone } });
    expect(again.expiresAt - again.asOf).toBe(minutes(3));
    room.clock.advance(minutes(3));
    expect(await refusalOf(room.as('clerk').opened({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
    expect((await room.log()).map(({ action, outcome, detail }) => [action, outcome, detail?.facts?.['again']])).toEqual([['unmask', 'done', undefined], ['unmask', 'done', true]]);
  });

  test('belong to one person; another who knows the look’s number is refused and written down', async () => {
    const { lookId } = await openForMinutes();
    expect(await refusalOf(room.as('otherClerk').opened({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
    expect(await refusalOf(room.as('manager').print({ lookId, scanIds: [] }))).toMatchObject({ code: 'LOOK_ENDED' });
    expect(await refusalOf(room.as('otherClerk').close({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
    expect((await room.log()).map(({ outcome, staffId }) => [outcome, staffId])).toEqual([['done', room.ids.clerk], ['refused', room.ids.otherClerk], ['refused', room.ids.manager]]);
  });

  test('do not grow when the clock is set back, neither a little nor before the look', async () => {
    const { lookId } = await openForMinutes();
    room.clock.advance(minutes(4));
    room.steady.ms += minutes(4);
    await room.as('clerk').opened({ lookId });
    room.clock.advance(-minutes(3));
    room.steady.ms += minutes(1);
    expect(await refusalOf(room.as('clerk').opened({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });

    const second = await openForMinutes();
    room.clock.advance(-minutes(60));
    expect(await refusalOf(room.as('clerk').opened({ lookId: second.lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
  });

  test('once over by the clock they stay over, wherever the clock goes', async () => {
    const { lookId } = await openForMinutes();
    room.clock.advance(minutes(6));
    expect(await room.as('clerk').mine()).toEqual([]);
    expect(await refusalOf(room.as('clerk').opened({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
    room.clock.advance(-minutes(5));
    expect(await refusalOf(room.as('clerk').opened({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
  });

  test('end at once when the look is closed; closing twice says the same', async () => {
    const { lookId } = await openForMinutes();
    expect(await room.as('clerk').mine()).toMatchObject([{ lookId, archiveNumber: null }]);
    const { closedAt } = await room.as('clerk').close({ lookId });
    room.clock.advance(1000);
    expect(await room.as('clerk').close({ lookId })).toEqual({ closedAt });
    expect(await refusalOf(room.as('clerk').opened({ lookId }))).toMatchObject({ code: 'LOOK_ENDED' });
    expect(await room.as('clerk').mine()).toEqual([]);
  });
});

describe('printing what is open', () => {
  test('is an entry whose number stands on the paper', async () => {
    const fileId = await room.file();
    const { lookId } = await room.as('archivist').open({ fileId, purposeCode: 'audit', basis: order });
    const paper = await room.as('archivist').print({ lookId, scanIds: [] });
    expect(paper).toMatchObject({ logSeq: 1, staffName: 'archivist', at: room.clock.now() });
    expect((await room.log())[1]).toMatchObject({ action: 'print', fileId, purpose: 'audit', detail: { facts: { lookId, lookSeq: 0 } } });
  });

  test('does not print scans that a look does not open, nor scans of another file', async () => {
    const fileId = await room.file();
    const scanIds = [uuidv7()];
    const narrow = await room.as('clerk').open({ fileId, purposeCode: 'answerQuestion', basis: { kind: 'ticket', ticketId: await room.serving() } });
    expect(await refusalOf(room.as('clerk').print({ lookId: narrow.lookId, scanIds }))).toEqual({ code: 'LOOK_DOES_NOT_OPEN', data: { field: 'scans' } });
    const wide = await room.as('archivist').open({ fileId, purposeCode: 'audit', basis: order });
    expect(await refusalOf(room.as('archivist').print({ lookId: wide.lookId, scanIds }))).toMatchObject({ code: 'SCAN_NOT_FOUND' });
    expect(await refusalOf(room.as('archivist').scan({ lookId: wide.lookId, scanId: uuidv7(), as: 'page' }))).toMatchObject({ code: 'SCAN_NOT_FOUND' });
  });
});

describe('when the log cannot be written', () => {
  test('nothing opens on any path: not a look, not break-glass, not again, not on paper, not a scan, and no refusal is told', async () => {
    const fileId = await room.file();
    const ticketId = await room.serving();
    const { lookId } = await room.as('archivist').open({ fileId, purposeCode: 'audit', basis: order });
    await room.cutLog();
    const archivist = room.as('archivist');
    const tries = [
      () => room.as('clerk').open({ customerId: room.customerId, purposeCode: 'phoneCheck', basis: { kind: 'ticket', ticketId } }),
      () => archivist.open({ fileId, purposeCode: 'audit', basis: order }),
      () => archivist.open({ fileId, purposeCode: 'audit', basis: { ...order, validUntil: '2026-01-01' } }),
      () => archivist.opened({ lookId }),
      () => archivist.print({ lookId, scanIds: [] }),
      () => archivist.scan({ lookId, scanId: uuidv7(), as: 'page' }),
      () => room.as('manager').breakGlass({ fileId, reason: '抢修现场' }),
    ];
    for (const one of tries) expect(await refusalOf(one())).toMatchObject({ code: 'LOG_UNAVAILABLE' });
    expect(await room.as('clerk').mine()).toEqual([]);
    expect(await room.as('manager').breakGlassLooks({ which: 'all' })).toEqual([]);
  });
});

describe('what somebody may choose', () => {
  test('a clerk gets the purposes that open something of a customer, on bases open to clerks', async () => {
    const ticketId = await room.serving();
    const { purposes, ticket, approvalsNeeded, mayBreakGlass } = await room.as('clerk').options({ customerId: room.customerId });
    expect(ticket).toEqual({ ticketId, number: 'C001' });
    expect([approvalsNeeded, mayBreakGlass]).toEqual([0, false]);
    expect(purposes.find(({ code }) => code === 'externalRequest')?.bases).toEqual(['writtenOrder']);
    expect(purposes.flatMap(({ fields }) => fields)).not.toContain('scans');
    expect(purposes.flatMap(({ fields }) => fields)).not.toContain('change');
  });

  test('of a file the phone check opens nothing and is not offered; only the archivist is offered to change', async () => {
    const fileId = await room.file({ approval: 'managerAndSecond' });
    const ofClerk = await room.as('clerk').options({ fileId });
    expect(ofClerk.purposes.map(({ code }) => code)).not.toContain('phoneCheck');
    expect([ofClerk.approvalsNeeded, ofClerk.ticket]).toEqual([2, null]);
    const correction = async (who: 'clerk' | 'archivist') => (await room.as(who).options({ fileId })).purposes.find(({ code }) => code === 'correction')?.fields.includes('change');
    expect([await correction('clerk'), await correction('archivist')]).toEqual([false, true]);
    expect(await room.as('manager').options({ fileId })).toMatchObject({ approvalsNeeded: 1, mayBreakGlass: true });
  });

  test('a purpose changes by the manager’s hand, keeps its code, and the change is an entry', async () => {
    const [first, second] = await room.as('manager').purposes();
    if (!first || !second) throw new Error('a branch without purposes');
    const saved = await room.as('manager').savePurpose({ ...first, commandId: uuidv7(), code: 'somethingElse', minutes: 20, isActive: false });
    expect(saved).toMatchObject({ code: first.code, minutes: 20 });
    expect((await room.log())[0]).toMatchObject({ action: 'change', purpose: first.code, detail: { facts: { what: 'purpose', minutes: 20, isActive: false } } });
    expect(await refusalOf(room.as('manager').savePurpose({ ...second, commandId: uuidv7(), id: uuidv7() }))).toMatchObject({ code: 'PURPOSE_CODE_TAKEN' });
    const fileId = await room.file();
    expect((await room.as('clerk').options({ fileId })).purposes.map(({ code }) => code)).not.toContain(first.code);
    expect(await refusalOf(room.as('clerk').open({ fileId, purposeCode: first.code, basis: order }))).toMatchObject({ code: 'PURPOSE_NOT_FOUND' });
  });
});
