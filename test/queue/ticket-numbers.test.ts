import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { openNumberMark, type NumberMark } from '../../main/queue/number-mark.ts';
import { formatTicketNumber } from '../../main/queue/ticket-numbers.ts';
import { aHall, type Hall } from '../builders/a-hall.ts';
import { openHalls } from '../builders/open-halls.ts';

const opened = openHalls();
const today = '2026-03-02';

test.each([[1, 'A001'], [999, 'A999'], [1000, 'A1000'], [12_345, 'A12345']])('ordinal %s is printed %s', (ordinal, number) => {
  expect(formatTicketNumber('A', ordinal)).toBe(number);
});

/** Puts an older copy of the database in place, as somebody who restores a backup would. */
async function putBack(hall: Hall, copy: string): Promise<void> {
  for (const suffix of ['-wal', '-shm']) await rm(join(hall.folder, `branch.sqlite${suffix}`), { force: true });
  await copyFile(copy, join(hall.folder, 'branch.sqlite'));
}

describe('a database put back from a backup', () => {
  test('never repeats a number that was already on paper', async () => {
    const hall = await opened(aHall().withWaiting('A', 5).withWaiting('B', 1));
    const { file } = await hall.database.backup('request');
    const onPaper = new Set(['A001', 'A002', 'A003', 'A004', 'A005']);
    for (let index = 0; index < 9; index += 1) onPaper.add((await hall.issue('A')).number);
    await hall.restart(() => putBack(hall, file));
    for (let index = 0; index < 60; index += 1) {
      const { number } = await hall.issue('A');
      expect(onPaper.has(number)).toBe(false);
      onPaper.add(number);
    }
    // B had no further ticket, so nothing of it can be on paper: no gap.
    expect((await hall.issue('B')).number).toBe('B002');
  });

  test('put back twice, it still repeats nothing', async () => {
    const hall = await opened(aHall().withWaiting('A', 2));
    const { file } = await hall.database.backup('request');
    const onPaper = ['A001', 'A002'];
    for (let round = 0; round < 3; round += 1) {
      onPaper.push((await hall.issue('A')).number, (await hall.issue('A')).number);
      await hall.restart(() => putBack(hall, file));
    }
    onPaper.push((await hall.issue('A')).number);
    expect(new Set(onPaper).size).toBe(onPaper.length);
  });

  test('the next day begins with 001 again', async () => {
    const hall = await opened(aHall().withWaiting('A', 2));
    const { file } = await hall.database.backup('request');
    await hall.issue('A');
    await hall.restart(() => putBack(hall, file));
    hall.clock.advance(24 * 3_600_000);
    expect((await hall.issue('A')).number).toBe('A001');
  });
});

test('an ordinary restart leaves no gap', async () => {
  const hall = await opened(aHall().withWaiting('A', 3));
  await hall.restart();
  expect((await hall.issue('A')).number).toBe('A004');
});

describe('the mark beside the database', () => {
  const folders: string[] = [];
  const aFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'branch-desk-mark-'));
    folders.push(folder);
    return folder;
  };
  const opening = (folder: string) => openNumberMark(folder, error => { throw error; });
  async function give(mark: NumberMark, lastInDatabase: number): Promise<number> {
    const ordinal = await mark.nextOrdinal(today, 'A', lastInDatabase);
    await mark.keepGiven(today, 'A', ordinal);
    return ordinal;
  }
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  test('is flushed once per fifty tickets, not per ticket', async () => {
    const folder = await aFolder();
    const mark = opening(folder);
    const inodes = new Set<number>();
    for (let last = 0; last < 100; last += 1) {
      expect(await give(mark, last)).toBe(last + 1);
      inodes.add((await stat(join(folder, 'ticket-numbers.mark'))).mtimeMs);
    }
    expect(inodes.size).toBe(2);
    expect(JSON.parse(await readFile(join(folder, 'ticket-numbers.mark'), 'utf8'))).toEqual({ '2026-03-02/A': 100 });
  });

  test('a job that was rolled back after its number was chosen does not lead back below what is on paper', async () => {
    const folder = await aFolder();
    for (const mark of [opening(folder)]) for (let last = 0; last < 10; last += 1) await give(mark, last);
    const mark = opening(folder);
    expect(await mark.nextOrdinal(today, 'A', 3)).toBe(51);
    expect(await mark.nextOrdinal(today, 'A', 3)).toBe(51);
  });

  test.each([
    ['lost', (file: string) => rm(file)],
    ['cut short by a power failure', (file: string) => truncate(file, 5)],
    ['emptied', (file: string) => writeFile(file, '')],
  ])('when the note of the last number is %s, numbers go on after the mark', async (_how, spoil) => {
    const folder = await aFolder();
    const mark = opening(folder);
    for (let last = 0; last < 10; last += 1) await give(mark, last);
    await spoil(join(folder, 'ticket-numbers.last'));
    expect(await give(opening(folder), 10)).toBe(51);
  });

  test('days long past are forgotten', async () => {
    const folder = await aFolder();
    const mark = opening(folder);
    await mark.nextOrdinal('2026-01-05', 'A', 0);
    await mark.keepGiven('2026-01-05', 'A', 1);
    await give(mark, 0);
    for (const file of ['ticket-numbers.mark', 'ticket-numbers.last']) {
      expect(Object.keys(JSON.parse(await readFile(join(folder, file), 'utf8')) as object)).toEqual(['2026-03-02/A']);
    }
  });

  test('in any history of tickets, crashes and restored copies no acknowledged number comes twice', async () => {
    const steps = fc.array(fc.constantFrom('issue', 'issue', 'issue', 'commitWithoutAnswer', 'rollBack', 'crash', 'copy', 'putBack'), { maxLength: 60 });
    await fc.assert(fc.asyncProperty(steps, async history => {
      const folder = await aFolder();
      let mark = opening(folder);
      let database = 0;
      let copy = 0;
      const onPaper = new Set<number>();
      for (const step of history) {
        if (step === 'copy') copy = database;
        else if (step === 'crash') mark = opening(folder);
        else if (step === 'putBack') {
          database = copy;
          mark = opening(folder);
        } else {
          const ordinal = await mark.nextOrdinal(today, 'A', database);
          if (step === 'rollBack') continue;
          database = ordinal;
          if (step === 'commitWithoutAnswer') continue;
          await mark.keepGiven(today, 'A', ordinal);
          expect(onPaper.has(ordinal)).toBe(false);
          onPaper.add(ordinal);
        }
      }
    }), { numRuns: 60 });
  });
});
