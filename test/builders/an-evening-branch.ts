import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { aBranchProcess, type BranchProcess } from './a-branch-process.ts';

/**
 * The demonstration in the evening: everybody who was at a window was called and is gone, so its day can be closed. `before`:
 * what else is so when it starts, as SQL.
 */
export async function anEveningBranch(demonstrationFolder: string, before = ''): Promise<BranchProcess> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'branch-desk-'));
  await cp(demonstrationFolder, dataFolder, { recursive: true });
  await new Promise<void>((resolve, reject) => {
    const database = new sqlite3.Database(join(dataFolder, 'branch.sqlite'));
    database.exec(`update tickets set state = 'noShow', noShowAt = lastCalledAt where state in ('called', 'serving'); ${before}`, error => { database.close(() => (error ? reject(error) : resolve())); });
  });
  const branch = await aBranchProcess({ dataFolder });
  return { ...branch, async dispose() { await branch.dispose(); await rm(dataFolder, { recursive: true, force: true }); } };
}

const allDay = [{ opensAt: '00:00', closesAt: '24:00' }];
/** For `before`: the hall is open round the clock, so that what went wrong counts whatever time and day it is now. */
export const openAllDay = `insert into settings (id, value, changedAt) values ('hallHours', '${JSON.stringify({ weekdays: Array.from({ length: 7 }, () => allDay), holiday: allDay, makeUpWorkday: allDay })}', 1);`;
