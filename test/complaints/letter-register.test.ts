import { afterEach, beforeEach, expect, test } from 'vitest';
import { lettersOf, registerLetter, type OutgoingLetter } from '../../main/complaints/letters-store.ts';
import { aDatabase, testStart, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
beforeEach(async () => { database = await aDatabase(); });
afterEach(() => database.close());

const register = (letter: Partial<OutgoingLetter> = {}) => database.change(tx => registerLetter(tx, { complaintId: 'complaint-1', year: 2026, templateId: 'answer', text: '答复', at: testStart, byName: '李敏', ...letter }));

test('letters are numbered through the year without a gap, and begin anew with the next', async () => {
  const numbers = await Promise.all([register(), register({ complaintId: 'complaint-2' }), register()]);
  expect(numbers).toEqual(['F2026-0001', 'F2026-0002', 'F2026-0003']);
  expect(await database.change(tx => registerLetter(tx, { complaintId: 'complaint-1', year: 2026, templateId: 'answer', text: '', at: 1, byName: '' }).then(() => Promise.reject(new Error('taken back')))).catch((error: Error) => error.message)).toBe('taken back');
  expect([await register(), await register({ year: 2027 })]).toEqual(['F2026-0004', 'F2027-0001']);
});

test('a letter comes back as it was written, in Latin letters, with emoji and characters beyond the basic plane', async () => {
  const text = 'Dear Ms. Zoë,\n您的电表（No. 0512）已更换 ✅👍🏽 𠮷野家 䶮';
  await register({ text });
  expect(await database.read(reader => lettersOf(reader, 'complaint-1'))).toEqual([{ number: 'F2026-0001', templateId: 'answer', text, at: testStart, byName: '李敏' }]);
});
