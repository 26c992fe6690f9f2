import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settings } from '../../main/branch/branch-schema.ts';
import type { Database } from '../../main/database/database.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';
import { aSmallDisk, whyNoSmallDisk } from './a-small-disk.ts';

let folder: string;
const opened: TestDatabase[] = [];
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'branch-desk-')); });
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (at = folder) => {
  const database = await aDatabase({ folder: at });
  opened.push(database);
  return database;
};
const main = () => join(folder, 'branch.sqlite');
const add = (database: Database, id: string, value = id) => database.change(tx => tx.insert(settings).values({ id, value, changedAt: 0 }));
const ids = async (database: Database) => (await database.read(reader => reader.select({ id: settings.id }).from(settings))).map(row => row.id).sort();

/** A closed database that holds `kept`, with a backup, and `lost`, stored after it. */
async function aBackedUpDatabase(): Promise<string> {
  const database = await aDatabase({ folder });
  await add(database, 'kept');
  const { file } = await database.backup('request');
  await add(database, 'lost');
  await database.close();
  return file;
}

async function overwrite(file: string, at: number, bytes: number): Promise<void> {
  const content = await readFile(file);
  content.fill(0xa5, at, Math.min(at + bytes, content.length));
  await writeFile(file, content);
}

describe('a start like any other', () => {
  test('makes the folder and its files for this user alone', async () => {
    if (process.platform === 'win32') return;
    const inner = join(folder, 'new', 'data');
    const database = await open(inner);
    await add(database, 'a');
    await database.backup('request');
    const modes = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await modes(inner)).toBe('700');
    expect(await modes(join(inner, 'backups'))).toBe('700');
    const files = [...(await readdir(inner)).filter(name => name.startsWith('branch')), ...(await readdir(join(inner, 'backups'))).map(name => join('backups', name))];
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const name of files) expect([name, await modes(join(inner, name))]).toEqual([name, '600']);
  });

  test('guards every connection as the design says', async () => {
    const database = await open();
    const pragmas = (run: (name: string) => Promise<unknown[]>) => Promise.all(['journal_mode', 'foreign_keys', 'trusted_schema', 'recursive_triggers'].map(run));
    expect(await database.change(tx => pragmas(name => tx.all(sql.raw(`pragma ${name}`)))))
      .toEqual([[{ journal_mode: 'wal' }], [{ foreign_keys: 1 }], [{ trusted_schema: 0 }], [{ recursive_triggers: 1 }]]);
    expect(await database.read(reader => reader.all(sql`pragma trusted_schema`))).toEqual([{ trusted_schema: 0 }]);
  });

  test('a clean stop leaves one whole file and no log behind', async () => {
    const database = await aDatabase({ folder });
    await add(database, 'a');
    await database.close();
    expect((await readdir(folder)).sort()).toEqual(['branch.lock', 'branch.sqlite']);
    expect(await ids(await open())).toEqual(['a']);
  });

  test('a second service on the same folder is turned away, and is welcome once the first has ended', async () => {
    const first = await open();
    await expect(aDatabase({ folder })).rejects.toMatchObject({ name: 'StartFault', code: 'ALREADY_RUNNING', details: { folder } });
    await add(first, 'a');
    await first.close();
    expect(await ids(await open())).toEqual(['a']);
  });
});

describe('after a crash', () => {
  test('everything acknowledged is there, though nothing was closed', async () => {
    const database = await open();
    for (let index = 0; index < 20; index += 1) await add(database, String(index).padStart(2, '0'));
    const crashed = join(folder, 'crashed');
    await mkdir(crashed);
    for (const name of await readdir(folder)) if (name.startsWith('branch.')) await cp(join(folder, name), join(crashed, name));
    expect(await readdir(crashed)).toContain('branch.sqlite-wal');
    expect(await ids(await open(crashed))).toHaveLength(20);
  });

  test('damage in the middle of the file is found, and the newest backup takes its place', async () => {
    const backup = await aBackedUpDatabase();
    await writeFile(join(folder, 'branch.running'), '');
    await overwrite(main(), 8192, 40_000);
    const damaged = await readFile(main());
    const { openDatabase } = await import('../../main/database/open-database.ts');
    const { pino } = await import('pino');
    const { syncedTables } = await import('../../main/branch/tables.ts');
    const { database, restoredFrom, setAside } = await openDatabase({ folder, clock: { now: () => 0 }, log: pino({ level: 'silent' }), syncedTables });
    try {
      expect(await ids(database)).toEqual(['kept']);
      expect(restoredFrom).toBe(backup);
      expect(setAside).toMatch(/branch-damaged-.*\.sqlite$/);
      expect(await readFile(setAside!)).toEqual(damaged);
    } finally {
      await database.close();
    }
  });
});

describe('a damaged database', () => {
  test('is noticed at its start, after a clean stop too', async () => {
    await aBackedUpDatabase();
    await overwrite(main(), 0, 100);
    expect(await ids(await open())).toEqual(['kept']);
  });

  test('is replaced by the newest backup that is good itself', async () => {
    const good = await aBackedUpDatabase();
    const bad = good.replace(/\d{3}Z-request/, '999Z-request');
    await cp(good, bad);
    await overwrite(bad, 8192, 40_000);
    await overwrite(main(), 0, 100);
    expect(await ids(await open())).toEqual(['kept']);
  });

  test('stays as it is when no backup is good, at every start', async () => {
    const database = await aDatabase({ folder });
    await database.close();
    await overwrite(main(), 0, 100);
    const damaged = await readFile(main());
    for (let start = 0; start < 2; start += 1) {
      await expect(aDatabase({ folder })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', details: { setAside: main() } });
      expect(await readFile(main())).toEqual(damaged);
    }
  });

  test('a file that vanished comes back from its backup instead of a new branch beginning silently', async () => {
    await aBackedUpDatabase();
    await rm(main());
    expect(await ids(await open())).toEqual(['kept']);
  });

  test('a restore that was cut short between two renames is finished', async () => {
    const backup = await aBackedUpDatabase();
    await rm(main());
    await writeFile(`${main()}-wal`, 'the log of the damaged database');
    await cp(backup, join(folder, 'branch.restoring'));
    await rm(join(folder, 'backups'), { recursive: true });
    expect(await ids(await open())).toEqual(['kept']);
    const aside = (await readdir(folder)).find(name => name.startsWith('branch-damaged-'));
    expect(await readFile(join(folder, aside!), 'utf8')).toBe('the log of the damaged database');
  });
});

describe('a file that is not ours', () => {
  test('another program’s database is left untouched', async () => {
    const connection = await SqliteConnection.open(main(), 'readWrite');
    await connection.exec('create table bookmarks (id integer)');
    await connection.close();
    const before = await readFile(main());
    await expect(aDatabase({ folder })).rejects.toMatchObject({ code: 'NOT_OUR_DATABASE', details: { file: main() } });
    expect(await readFile(main())).toEqual(before);
  });

  test('and so is an empty one that another program has marked', async () => {
    const connection = await SqliteConnection.open(main(), 'readWrite');
    await connection.exec('pragma application_id = 12345');
    await connection.close();
    await expect(aDatabase({ folder })).rejects.toMatchObject({ code: 'NOT_OUR_DATABASE' });
  });

  test('a text file under our name is reported, not overwritten', async () => {
    await writeFile(main(), 'my shopping list, which is long enough to be no empty file');
    await expect(aDatabase({ folder })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
    expect(await readFile(main(), 'utf8')).toContain('shopping');
  });
});

describe('a folder that cannot be used', () => {
  test('below a file there is no folder to be had', async () => {
    await writeFile(join(folder, 'file'), '');
    const below = join(folder, 'file', 'data');
    await expect(aDatabase({ folder: below })).rejects.toMatchObject({ code: 'FOLDER_READ_ONLY', details: { folder: below } });
  });

  test.skipIf(whyNoSmallDisk)(`a read-only disk is named as such and keeps its data${whyNoSmallDisk ? ` (${whyNoSmallDisk})` : ''}`, async () => {
    const disk = aSmallDisk(8000);
    try {
      const database = await aDatabase({ folder: disk.folder });
      await add(database, 'a');
      await database.close();
      const before = await readFile(join(disk.folder, 'branch.sqlite'));
      disk.makeReadOnly();
      await expect(aDatabase({ folder: disk.folder })).rejects.toMatchObject({ code: 'FOLDER_READ_ONLY', details: { folder: disk.folder } });
      expect(await readFile(join(disk.folder, 'branch.sqlite'))).toEqual(before);
    } finally {
      disk.remove();
    }
  });

  test.skipIf(whyNoSmallDisk)(`a disk that is full at the start is named as such${whyNoSmallDisk ? ` (${whyNoSmallDisk})` : ''}`, async () => {
    for (const kilobytes of [4, 64, 200]) {
      const disk = aSmallDisk(kilobytes);
      try {
        await expect(aDatabase({ folder: disk.folder })).rejects.toMatchObject({ code: 'DISK_FULL', details: { folder: disk.folder } });
      } finally {
        disk.remove();
      }
    }
  });

  test.skipIf(whyNoSmallDisk)(`a disk that fills up while the hall works refuses, and what was acknowledged is there${whyNoSmallDisk ? ` (${whyNoSmallDisk})` : ''}`, async () => {
    const disk = aSmallDisk(4000);
    try {
      const database = await aDatabase({ folder: disk.folder });
      const kept: string[] = [];
      const refusals: unknown[] = [];
      for (let index = 0; index < 100 && refusals.length < 3; index += 1) {
        await add(database, `n${index}`, 'x'.repeat(50_000)).then(() => kept.push(`n${index}`), (error: { code: unknown }) => refusals.push(error.code));
      }
      expect(refusals).toEqual(['DISK_FULL', 'DISK_FULL', 'DISK_FULL']);
      expect(await ids(database)).toEqual(kept.sort());
      await rm(join(disk.folder, 'ballast'), { force: true });
      await database.close();
      const again = await aDatabase({ folder: disk.folder });
      expect(await ids(again)).toEqual(kept);
      await again.close();
    } finally {
      disk.remove();
    }
  });
});
