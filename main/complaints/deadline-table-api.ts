import { isDeepStrictEqual } from 'node:util';
import { implement } from '@orpc/server';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { complaintChannels } from '../../shared/complaints.ts';
import { deadlineSettings, deadlineTableContract, type ComplaintLimits } from '../../shared/deadline-table.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchSettings } from '../../shared/settings.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import { lockedSettings, saveSetting } from '../branch/settings-store.ts';
import { listYears, readCalendarText, replaceYear } from '../calendar/calendar-store.ts';
import type { Command, Transaction } from '../database/database.ts';
import { classTree } from './class-tree.ts';
import { listClasses } from './complaint-classes-store.ts';
import { recomputeDue } from './complaints-store.ts';
import { hallHoursFault, readDeadlineRules } from './deadline-ground-store.ts';
import { deadlineTableProblems } from './deadline-table.ts';
import { readDeadlineTable, replaceDeadlineTable } from './deadline-table-store.ts';

type Inputs = BranchInputs['deadlineTable'];

/** What deadlines rest on: the table and the hall's hours, the years of the work calendar, and what is done when they are missed. A change reckons all open complaints anew. */
export function deadlineTableApi(parts: BranchParts & { reloadBranch?(): Promise<void> }) {
  const { database, clock, live, branch } = parts;
  const contract = implement(deadlineTableContract).$context<Caller>();
  return {
    table: contract.table.handler(() => database.read(async reader => ({ rows: await readDeadlineTable(reader), hallHours: (branch() ?? refuse('NOT_SET_UP')).settings.hallHours }))),
    save: contract.save.handler(call => save(commandOf(call), call.context, call.input)),
    locked: contract.locked.handler(() => database.read(async reader => {
      const locked = await lockedSettings(reader);
      return deadlineSettings.filter(name => locked.includes(name));
    })),
    limits: contract.limits.handler(() => limitsOf((branch() ?? refuse('NOT_SET_UP')).settings)),
    saveLimits: contract.saveLimits.handler(call => saveLimits(commandOf(call), call.context, call.input)),
    calendar: contract.calendar.handler(() => database.read(listYears)),
    previewCalendar: contract.previewCalendar.handler(call => ({ ...readYear(call.input.text), source: 'branch' as const })),
    importCalendar: contract.importCalendar.handler(call => importCalendar(commandOf(call), call.context, call.input)),
  };

  async function save(command: Command, caller: Caller, { rows, hallHours }: Inputs['save']): Promise<BranchOutputs['deadlineTable']['save']> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const answer = await database.write(command, async tx => {
      const problems = deadlineTableProblems(rows, { channels: complaintChannels, classes: classTree(await listClasses(tx)) });
      const wrongHours = await hallHoursFault(tx, hallHours, present.timeZone);
      if (problems.length > 0 || wrongHours !== null) refuse('DEADLINE_TABLE_WRONG', { problems, hallHours: wrongHours === null ? [] : [wrongHours] });
      await replaceDeadlineTable(tx, rows);
      // Hours that headquarters has fixed are in the way only of who would change them.
      if (!isDeepStrictEqual(hallHours, present.settings.hallHours)) await saveSetting(tx, 'hallHours', hallHours, clock.now());
      return { changedComplaints: await changed(tx, caller, { ...present, settings: { ...present.settings, hallHours } }, 'deadlineTable') };
    });
    await parts.reloadBranch?.();
    return answer;
  }

  async function saveLimits(command: Command, caller: Caller, { mostReturns, noticeAfterWorkingDays, reopenDays }: Inputs['saveLimits']): Promise<ComplaintLimits> {
    const before = limitsOf((branch() ?? refuse('NOT_SET_UP')).settings);
    const answer = await database.write(command, async tx => {
      if (mostReturns !== before.mostReturns) await saveSetting(tx, 'complaintReturns', mostReturns, clock.now());
      if (noticeAfterWorkingDays !== before.noticeAfterWorkingDays) await saveSetting(tx, 'complaintNoticeAfterWorkingDays', noticeAfterWorkingDays, clock.now());
      if (reopenDays !== before.reopenDays) await saveSetting(tx, 'complaintReopenDays', reopenDays, clock.now());
      const facts = {
        what: 'complaintLimits', mostReturns, mostReturnsBefore: before.mostReturns, noticeAfterWorkingDays, noticeAfterWorkingDaysBefore: before.noticeAfterWorkingDays,
        reopenDays, reopenDaysBefore: before.reopenDays,
      };
      await appendCallersEntry(tx, caller, { action: 'change', as: ['manager'], at: clock.now(), detail: { facts } });
      tx.afterCommit(() => live.publish('complaints'));
      return { mostReturns, noticeAfterWorkingDays, reopenDays };
    });
    await parts.reloadBranch?.();
    return answer;
  }

  async function importCalendar(command: Command, caller: Caller, { text }: Inputs['importCalendar']): Promise<BranchOutputs['deadlineTable']['importCalendar']> {
    const present = branch() ?? refuse('NOT_SET_UP');
    const read = readYear(text);
    return database.write(command, async tx => {
      await replaceYear(tx, read, 'branch', clock.now());
      return { year: read.year, changedComplaints: await changed(tx, caller, present, `calendar ${read.year}`) };
    });
  }

  /** Rules decide what customers were promised: their change is an entry, as that of any rule. */
  async function changed(tx: Transaction, caller: Caller, present: Parameters<typeof readDeadlineRules>[1], what: string): Promise<number> {
    const count = await recomputeDue(tx, await readDeadlineRules(tx, present));
    await appendCallersEntry(tx, caller, { action: 'change', as: ['manager'], at: clock.now(), detail: { facts: { what } } });
    tx.afterCommit(() => live.publish('complaints'));
    return count;
  }
}

function limitsOf({ complaintReturns: mostReturns, complaintNoticeAfterWorkingDays: noticeAfterWorkingDays, complaintReopenDays: reopenDays }: BranchSettings): ComplaintLimits {
  return { mostReturns, noticeAfterWorkingDays, reopenDays };
}

function readYear(text: string) {
  const read = readCalendarText(text);
  return 'faults' in read ? refuse('CALENDAR_WRONG', { faults: read.faults }) : read;
}
