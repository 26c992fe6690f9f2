import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import { copyDatabase, isSound, listBackups } from '../../main/database/backup.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await aDatabase();
  folder = join(database.folder, 'backups');
});
afterEach(() => database.close());

const add = (id: string) => database.change(tx => tx.insert(settings).values({ id, value: id, changedAt: 0 }));
const idsIn = async (file: string) => {
  const connection = await SqliteConnection.open(file, 'readOnly');
  const rows = await connection.all('select id from settings order by rowid');
  await connection.close();
  return rows.map(row => String(row['id']));
};

test('a backup is a whole database as of one moment, while writes go on', async () => {
  let isOver = false;
  const acknowledged: string[] = [];
  const writing = (async () => {
    for (let index = 0; !isOver; index += 1) {
      await Promise.all([add(`a${index}`), add(`b${index}`)]);
      acknowledged.push(`a${index}`, `b${index}`);
    }
  })();
  for (let round = 0; round < 5; round += 1) {
    const before = acknowledged.length;
    const { file, bytes } = await database.backup('request');
    const held = await idsIn(file);
    expect(held.length).toBeGreaterThanOrEqual(before);
    expect(acknowledged.slice(0, before)).toEqual(held.slice(0, before));
    expect(await isSound(file)).toBe(true);
    expect(bytes).toBeGreaterThan(10_000);
  }
  isOver = true;
  await writing;
  expect(acknowledged.length).toBeGreaterThan(20);
});

test('the newest seven of a schedule and three of migrations are kept', async () => {
  for (let round = 0; round < 9; round += 1) {
    database.clock.advance(1000);
    await database.backup('schedule');
    if (round < 5) await database.backup('migration');
  }
  const kept = await listBackups(folder);
  expect(kept.filter(backup => backup.reason === 'schedule')).toHaveLength(7);
  expect(kept.filter(backup => backup.reason === 'migration')).toHaveLength(3);
  expect(kept[0]?.at).toBe(database.clock.now());
});

test('backups made in the same moment, or after the clock was set back, still sort by age', async () => {
  await add('first');
  const first = await database.backup('request');
  database.clock.advance(-3_600_000);
  await add('second');
  const second = await database.backup('request');
  expect((await listBackups(folder)).map(backup => backup.file)).toEqual([second.file, first.file]);
  expect(await idsIn(second.file)).toEqual(['first', 'second']);
});

test('two that are asked for together are made one after the other', async () => {
  const [one, two] = await Promise.all([database.backup('request'), database.backup('request')]);
  expect(one.file).not.toBe(two.file);
  expect(await listBackups(folder)).toHaveLength(2);
});

test('a copy that cannot be finished leaves nothing that looks like a backup', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'branch-desk-'));
  const broken = join(elsewhere, 'broken.sqlite');
  await writeFile(broken, 'no database at all, but long enough to be looked at as one');
  await expect(copyDatabase(broken, join(elsewhere, 'backups'), 'request', 0)).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
  expect(await readdir(join(elsewhere, 'backups'))).toEqual([]);
  await rm(elsewhere, { recursive: true });
});

test('a database that is open for hours is backed up by itself every four of them', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const quarters = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      own.clock.advance(15 * 60_000);
      vi.advanceTimersByTime(15 * 60_000);
      await own.change(async () => undefined);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  const own = await aDatabase();
  try {
    await quarters(15);
    expect(own.state.lastBackupAt).toBeNull();
    await quarters(1);
    await vi.waitUntil(() => own.state.lastBackupAt === own.clock.now());
    await quarters(15);
    expect(await listBackups(join(own.folder, 'backups'))).toHaveLength(1);
    await quarters(1);
    await vi.waitUntil(() => own.state.lastBackupAt === own.clock.now());
    expect((await listBackups(join(own.folder, 'backups'))).map(backup => backup.reason)).toEqual(['schedule', 'schedule']);
  } finally {
    vi.useRealTimers();
    await own.close();
  }
});

test('the time of the last backup is known at the next start, and a date from a wrong clock holds nothing back', async () => {
  const at = database.clock.now();
  const home = await mkdtemp(join(tmpdir(), 'branch-desk-'));
  const first = await aDatabase({ folder: home });
  await first.backup('request');
  await first.close();
  const second = await aDatabase({ folder: home });
  expect(second.state.lastBackupAt).toBe(at);
  await second.close();
  second.clock.set(at - 86_400_000);
  const third = await aDatabase({ folder: home, clock: second.clock });
  expect(third.state.lastBackupAt).toBe(at - 86_400_000);
  await third.close();
  await rm(home, { recursive: true });
});
