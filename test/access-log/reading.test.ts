import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aLogRoom, type LogRoom } from '../builders/a-log-room.ts';
import { refusalOf } from '../builders/a-staffed-branch.ts';

let room: LogRoom;
beforeEach(async () => { room = await aLogRoom(); });
afterEach(() => room.close());

const minuteMs = 60_000;

describe('reading the log', () => {
  test('is an entry of its own, there before anything is read and with what was asked for', async () => {
    await room.look();
    const { entries } = await room.reading('auditor').entries({ customerId: room.customerId });
    expect(entries).toMatchObject([{ seq: 0, action: 'view' }]);
    const log = await room.log();
    expect(log[1]).toMatchObject({ seq: 1, action: 'readLog', role: 'auditor', staffId: room.ids.auditor, detail: { staffName: 'auditor', facts: { what: 'entries', customerId: room.customerId } } });
  });

  test('shows the newest first, its own reading too, page by page without a gap or a repeat', async () => {
    for (let nth = 0; nth < 25; nth += 1) await room.look();
    const seen: number[] = [];
    let page = await room.reading('auditor').entries({ limit: 7 });
    seen.push(...page.entries.map(each => each.seq));
    while (page.hasMore) {
      page = await room.reading('auditor').entries({ limit: 7, beforeSeq: seen.at(-1)! });
      seen.push(...page.entries.map(each => each.seq));
    }
    expect(seen).toEqual(Array.from({ length: 26 }, (_, nth) => 25 - nth));
  });

  test('pages of one person are whole even when the clock went back between them', async () => {
    for (let nth = 0; nth < 12; nth += 1) {
      room.clock.advance(nth === 5 ? -90 * minuteMs : minuteMs);
      await room.look({ by: nth % 2 === 0 ? 'clerk' : 'otherClerk' });
    }
    const seen: number[] = [];
    let page = await room.reading('auditor').entries({ staffId: room.ids.clerk, limit: 2 });
    seen.push(...page.entries.map(each => each.seq));
    for (let pages = 0; page.hasMore && pages < 10; pages += 1) {
      page = await room.reading('auditor').entries({ staffId: room.ids.clerk, limit: 2, beforeSeq: seen.at(-1)! });
      seen.push(...page.entries.map(each => each.seq));
    }
    const expected = (await room.log()).filter(entry => entry.staffId === room.ids.clerk).map(entry => entry.seq);
    expect(expected).toHaveLength(6);
    expect(seen.toSorted((one, other) => one - other)).toEqual(expected);
  });

  test('finds by file, by action, by what was refused and by time', async () => {
    const fileId = await room.file();
    const atFile = await room.look({ fileId });
    const refused = await room.look({ outcome: 'refused' });
    room.clock.advance(10 * minuteMs);
    const later = await room.look({ action: 'unmask' });
    const seqs = async (filter: Parameters<ReturnType<LogRoom['reading']>['entries']>[0]) => (await room.reading('auditor').entries(filter)).entries.map(entry => entry.seq);
    expect(await seqs({ fileId })).toEqual([atFile]);
    expect(await seqs({ outcome: 'refused' })).toEqual([refused]);
    expect(await seqs({ action: 'unmask' })).toEqual([later]);
    expect(await seqs({ customerId: room.customerId, untilAt: room.clock.now() })).toEqual([refused, atFile]);
    expect(await seqs({ customerId: room.customerId, fromAt: room.clock.now() })).toEqual([later]);
    expect(await seqs({ action: 'view', outcome: 'done' })).toEqual([atFile]);
  });

  test.each([
    ['a person', { staffId: 'x' }, 'access_log_staff'], ['a file', { fileId: 'x' }, 'access_log_file'], ['a customer', { customerId: 'x' }, 'access_log_customer'],
    ['an action', { action: 'lend' }, 'access_log_action'], ['refusals', { outcome: 'refused' }, 'access_log_refused'], ['days', { fromAt: 5 }, 'access_log_at'],
  ])('by %s it reads the index, already in order', async (_kind, filter, index) => {
    const [column, value] = Object.entries(filter)[0]!;
    const condition = column === 'outcome' ? `"access_log_entries"."bytes" ->> '$.outcome' = 'refused'` : `${column === 'fromAt' ? 'at' : column} ${column === 'fromAt' ? '>=' : '='} '${value}'`;
    const plan = await room.database.read(reader => reader.all<{ detail: string }>(sql.raw(`explain query plan
      select access_log_entries.seq, bytes, content from access_log_entries left join access_log_details on access_log_details.seq = access_log_entries.seq
      where ${condition} and (at, access_log_entries.seq) < (99, 99) order by at desc, access_log_entries.seq desc limit 50`)));
    const steps = plan.map(step => step.detail).join('\n');
    expect(steps).toContain(index);
    expect(steps).not.toContain('TEMP B-TREE');
  });

  test('shows an entry whose content was destroyed, and that it was', async () => {
    const seq = await room.look();
    await room.database.change(tx => tx.run(sql`update access_log_details set salt = null, content = null, destroyedAt = 1 where seq = ${seq}`));
    const { entries } = await room.reading('auditor').entries({ customerId: room.customerId });
    expect(entries).toMatchObject([{ seq, staffId: room.ids.clerk, detail: null }]);
  });
});

describe('who looked', () => {
  test('tells the customer every look with person, office, purpose and basis, and is an entry itself', async () => {
    const fileId = await room.file();
    await room.look({ fileId, detail: { staffName: '李敏', fileNumber: 'G2026-1', basisWords: 'A012' } });
    await room.look({ outcome: 'refused', by: 'otherClerk' });
    await room.look({ customerId: room.otherCustomerId });
    const trace = await room.reading('archivist').whoLooked({ customerId: room.customerId });
    expect(trace.customerName).toBe('张*明');
    expect(trace.lines.map(({ seq, action, outcome, staffName, role, fileNumber, purpose, basisWords }) => [seq, action, outcome, staffName, role, fileNumber, purpose, basisWords])).toEqual([
      [3, 'traceShown', 'done', 'archivist', 'archivist', null, null, null],
      [1, 'view', 'refused', 'otherClerk', 'clerk', null, 'transferOfAccount', 'G-1'],
      [0, 'view', 'done', '李敏', 'clerk', 'G2026-1', 'transferOfAccount', 'A012'],
    ]);
    expect((await room.log())[3]).toMatchObject({ action: 'traceShown', customerId: room.customerId });
  });

  test('of nobody there is no trace, and no entry that it was shown', async () => {
    expect(await refusalOf(room.reading('archivist').whoLooked({ customerId: '019c0000-0000-7000-8000-00000000dead' }))).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
    expect(await room.log()).toEqual([]);
  });

  test('the trace of a file names who looked to everybody, and whose order it was to those who answer for it', async () => {
    const fileId = await room.file();
    await room.look({ fileId });
    expect(await room.reading('clerk').traceOfFile({ fileId })).toMatchObject([{ staffName: 'clerk', basisWords: null }]);
    expect(await room.reading('archivist').traceOfFile({ fileId })).toMatchObject([{ staffName: 'clerk', basisWords: 'G-1' }]);
  });

  test('the trace of a file is a reading of the log like any other, and does not show itself', async () => {
    const fileId = await room.file();
    await room.look({ fileId });
    await room.reading('clerk').traceOfFile({ fileId });
    expect((await room.log())[1]).toMatchObject({ action: 'readLog', role: 'clerk', staffId: room.ids.clerk, fileId: null, detail: { facts: { what: 'traceOfFile', fileId } } });
    expect(await room.reading('clerk').traceOfFile({ fileId })).toHaveLength(1);
  });

  test('the customer is not given the name and the telephone of somebody else who asked for the file', async () => {
    await room.look({ basis: { kind: 'register', id: null }, detail: { staffName: 'archivist', basisWords: '王强 · 计量中心 · 13900001111' } });
    const { lines } = await room.reading('archivist').whoLooked({ customerId: room.customerId });
    expect(lines.at(-1)).toMatchObject({ staffName: 'archivist', purpose: 'transferOfAccount', basisWords: null });
    expect(JSON.stringify(lines)).not.toContain('13900001111');
  });
});

describe('searching for a customer', () => {
  test('is an entry with the words that were typed, in its personal part alone', async () => {
    const { matches } = await room.customersAs('clerk').find({ query: '张伟明' });
    expect(matches.map(each => each.maskedName)).toEqual(['张*明']);
    const [entry] = await room.log();
    expect(entry).toMatchObject({ action: 'search', staffId: room.ids.clerk, windowId: room.windowId, detail: { query: '张伟明', facts: { of: 'customers' } } });
    const { detail: _, ...withoutDetail } = entry!;
    expect(JSON.stringify(withoutDetail)).not.toContain('张伟明');
  });

  test('words that name nobody are not written down', async () => {
    expect(await room.customersAs('clerk').find({ query: '。。' })).toEqual({ matches: [], hasMore: false });
    expect(await room.log()).toEqual([]);
  });
});

describe('figures of the log', () => {
  test('count looks, refusals and flags by person, hour, action and purpose', async () => {
    await room.serving(room.customerId);
    await room.look();
    await room.look({ by: 'otherClerk', purpose: 'phoneCheck' });
    await room.look({ by: 'otherClerk', outcome: 'refused' });
    room.clock.advance(24 * 60 * minuteMs);
    await room.look();
    const day = Date.parse('2026-03-02T00:00:00+08:00');
    const figures = await room.reading('manager').dashboard({ fromAt: day, untilAt: day + 24 * 60 * minuteMs });
    expect(figures.byAction).toEqual([{ action: 'view', outcome: 'done', count: 2 }, { action: 'view', outcome: 'refused', count: 1 }]);
    expect(figures.byStaff.find(each => each.staffId === room.ids.otherClerk)).toMatchObject({ looks: 1, refused: 1, flagged: 0 });
    expect(figures.byHour[9]).toBe(3);
    expect(figures.byHour.reduce((sum, count) => sum + count)).toBe(3);
    expect(figures.byPurpose).toEqual([{ purpose: 'transferOfAccount', count: 1 }, { purpose: 'phoneCheck', count: 1 }]);
  });

  test('growth gives each day its entries and the size at its end, and today the whole log', async () => {
    await room.look();
    room.clock.advance(24 * 60 * minuteMs);
    await room.look();
    await room.look();
    const { days } = await room.reading('auditor').growth({ days: 7 });
    expect(days).toHaveLength(7);
    expect(days.slice(-3)).toEqual([
      { date: '2026-03-01', entries: 0, size: 0 }, { date: '2026-03-02', entries: 1, size: 1 }, { date: '2026-03-03', entries: 2, size: 3 },
    ]);
  });
});
