import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { syncedTables } from '../../main/branch/tables.ts';
import type { Command, Database } from '../../main/database/database.ts';
import { openDatabase, type OpenOptions } from '../../main/database/open-database.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): number;
  set(at: number): void;
  advance(ms: number): void;
}

/** Monday 2026-03-02, 09:00 in Shanghai. */
export const testStart = Date.parse('2026-03-02T01:00:00Z');

export function aClock(at = testStart): TestClock {
  let present = at;
  return {
    now: () => present,
    set: next => { present = next; },
    advance: ms => { present += ms; },
  };
}

export interface TestDatabase extends Database {
  /** the folder it lives in; gone after `close()` unless it was given */
  folder: string;
  clock: TestClock;
}

/** A real database, migrated, with its journal, in a temporary folder of its own. Close it at the end of the test. */
export async function aDatabase(options: Partial<OpenOptions> & { clock?: TestClock } = {}): Promise<TestDatabase> {
  const folder = options.folder ?? await mkdtemp(join(tmpdir(), 'branch-desk-'));
  const clock = options.clock ?? aClock();
  const { database } = await openDatabase({ log: pino({ level: 'silent' }), syncedTables, ...options, folder, clock });
  return {
    folder,
    clock,
    write: (command, job) => database.write(command, job),
    change: job => database.change(job),
    read: query => database.read(query),
    onCommit: listener => database.onCommit(listener),
    backup: reason => database.backup(reason),
    get state() { return database.state; },
    close: async () => {
      await database.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A command nobody sent before. */
export function aCommand(parts: Partial<Command> = {}): Command {
  return { commandId: uuidv7(), name: 'test.change', caller: 'station-1', ...parts };
}
