import { afterEach, beforeEach, expect, test } from 'vitest';
import { numberAfter } from '../../main/archive/label-api.ts';
import { anArchive } from '../builders/an-archive.ts';

let archive: Awaited<ReturnType<typeof anArchive>>;
beforeEach(async () => { archive = await anArchive(); });
afterEach(() => archive.close());

test.each([
  [null, 'DY03-2026-0001'], ['DY03-2026-0009', 'DY03-2026-0010'], ['DY03-2026-9999', 'DY03-2026-10000'], ['DY03-2026-00041', 'DY03-2026-00042'], ['DY03-2026-7', 'DY03-2026-0008'],
])('after %s comes %s', (last, next) => {
  expect(numberAfter('DY03-2026-', last)).toBe(next);
});

test('a proposed number follows the greatest of its category and year, whatever else the shelf is called', async () => {
  const categoryId = archive.catalogue.category('DY03');
  expect(await archive.client.proposeNumber({ categoryId, year: 2026 })).toEqual({ archiveNumber: 'DY03-2026-0001' });
  await archive.withFiles({ archiveNumber: 'DY03-2026-0099' }, { archiveNumber: 'DY03-2026-0100' }, { archiveNumber: 'DY03-2026-0900A' }, { archiveNumber: 'DY03-2025-7000' }, { archiveNumber: 'DY03-20261-0001' });
  expect(await archive.client.proposeNumber({ categoryId, year: 2026 })).toEqual({ archiveNumber: 'DY03-2026-0101' });
  await expect(archive.client.proposeNumber({ categoryId: '01890000-0000-7000-8000-000000000000', year: 2026 })).rejects.toMatchObject({ code: 'CATEGORY_NOT_FOUND' });
});

test('labels go from one number to another in their order, say no name, and leave out what was destroyed', async () => {
  await archive.withFiles({ archiveNumber: 'DY-2019-00003' }, { archiveNumber: 'DY-2019-00001' }, { archiveNumber: 'DY-2019-00002' }, { archiveNumber: 'DY-2019-00009' });
  await archive.database.change(tx => tx.run(`update archive_files set state = 'destroyed' where archiveNumber = 'DY-2019-00002'`));
  const { labels, hasMore } = await archive.client.labels({ fromNumber: 'dy-2019-00001', untilNumber: 'ＤＹ-2019-00003' });
  expect(labels.map(({ archiveNumber }) => archiveNumber)).toEqual(['DY-2019-00001', 'DY-2019-00003']);
  expect(hasMore).toBe(false);
  expect(Object.keys(labels[0] ?? {}).toSorted()).toEqual(['archiveNumber', 'id', 'place', 'shelfId']);
});

test('at most ten sheets of labels come at a time, and it is said that there are more', async () => {
  await archive.withFiles(...Array.from({ length: 241 }, (_, nth) => ({ archiveNumber: `DY-2018-${String(nth + 1).padStart(5, '0')}` })));
  const { labels, hasMore } = await archive.client.labels({ fromNumber: 'DY-2018-00001', untilNumber: 'DY-2018-99999' });
  expect([labels.length, labels.at(-1)?.archiveNumber, hasMore]).toEqual([240, 'DY-2018-00240', true]);
});
