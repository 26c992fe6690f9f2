import { createRouterClient } from '@orpc/server';
import { asc, eq, sql } from 'drizzle-orm';
import type { LogEntry } from '../../shared/access-log.ts';
import type { FileState } from '../../shared/archive.ts';
import type { Role } from '../../shared/staff.ts';
import { accessLogDetails, accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { archiveFiles, archiveHolds } from '../../main/archive/archive-schema.ts';
import { insertFiles, type NewFile } from '../../main/archive/archive-store.ts';
import { lendingApi } from '../../main/archive/lending-api.ts';
import { releaseEndedLevels } from '../../main/archive/level-release-api.ts';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { staff } from '../../main/staff/staff-schema.ts';
import { aCatalogue, aFile, callerWith, newId } from './an-archive.ts';
import { aStaffedBranch, goodPassword } from './a-staffed-branch.ts';

export type LendingDesk = Awaited<ReturnType<typeof aLendingDesk>>;

const people = {
  clerk: ['clerk'], archivist: ['archivist'], otherArchivist: ['archivist'], manager: ['manager'], otherManager: ['manager'], thirdManager: ['manager'],
  auditor: ['auditor'], administrator: ['administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type PersonOfDesk = keyof typeof people;

/**
 * An archive that lends, reviews and destroys: real accounts with real second sign-ins (their names are those of this list),
 * the default catalogue, the announced calendar. On a real database, on Monday 2026-03-02.
 */
export async function aLendingDesk() {
  const branch = await aStaffedBranch();
  const { parts, clock } = branch;
  const { database } = parts;
  const ids = {} as Record<PersonOfDesk, string>;
  for (const [name, roles] of Object.entries(people)) ids[name as PersonOfDesk] = await branch.person(name.toLowerCase(), [...roles]);
  for (const [name, id] of Object.entries(ids)) await database.change(async tx => { await tx.update(staff).set({ name }).where(eq(staff.id, id)); });
  await database.change(tx => addPackagedYears(tx, clock.now()));
  const catalogue = await aCatalogue(database);
  const router = lendingApi(parts);
  let fileCount = 0;

  return {
    branch, parts, database, clock, ids, catalogue,
    as(person: PersonOfDesk) {
      const caller = callerWith(ids[person], [...people[person]]);
      if (caller.connection.session) caller.connection.session.staffName = person;
      return createRouterClient(router, { context: caller });
    },
    /** A second sign-in of this person. */
    signIn: (person: PersonOfDesk) => ({ loginName: person.toLowerCase(), password: goodPassword }),
    /** Moves the clock to 09:00 of the day in the branch. */
    goTo: (day: string) => clock.set(Date.parse(`${day}T01:00:00Z`)),
    releaseEndedLevels: () => releaseEndedLevels(parts),

    /** Stores files of the level; answers their ids. */
    async files(count: number, { level = '普通', ...values }: Partial<NewFile> & { level?: string } = {}): Promise<string[]> {
      const files = Array.from({ length: count }, () => {
        fileCount += 1;
        return aFile(catalogue, { archiveNumber: `DY-2019-${String(fileCount).padStart(5, '0')}`, subjectIdNumber: '11010119900307123X', levelId: catalogue.level(level), ...values });
      });
      return database.change(tx => insertFiles(tx, files));
    },
    async file(values: Partial<NewFile> & { level?: string } = {}): Promise<string> {
      const [id] = await this.files(1, values);
      if (!id) throw new Error('the file was not stored');
      return id;
    },
    async row(fileId: string) {
      const [row] = await database.read(reader => reader.select().from(archiveFiles).where(eq(archiveFiles.id, fileId)));
      if (!row) throw new Error('no such file');
      return row;
    },
    async stateOf(fileId: string): Promise<FileState> {
      return (await this.row(fileId)).state;
    },
    /** A legal hold on the file from now on. */
    async hold(fileId: string): Promise<void> {
      await database.change(tx => tx.insert(archiveHolds).values({ id: newId(), fileId, reason: '诉讼', authority: '区人民法院', placedAt: clock.now(), placedBy: ids.manager }));
    },
    /** The file is on loan to somebody in the house, due on the day. */
    async lent(fileId: string, dueOn = '2026-03-09') {
      return this.as('archivist').lend(aLoan({ fileId, dueOn }));
    },

    /** The log, oldest first. */
    async log(): Promise<LogEntry[]> {
      const rows = await database.read(reader => reader.select({ bytes: accessLogEntries.bytes, content: accessLogDetails.content }).from(accessLogEntries)
        .innerJoin(accessLogDetails, sql`${accessLogDetails.seq} = ${accessLogEntries.seq}`).orderBy(asc(accessLogEntries.seq)));
      return rows.map(({ bytes, content }) => {
        const { staff: staffId, station: stationId, window: windowId, file: fileId, customer: customerId, ...entry } = JSON.parse(bytes) as Record<string, unknown>;
        return { ...entry, staffId, stationId, windowId, fileId, customerId, detail: content === null ? null : JSON.parse(content) as LogEntry['detail'] } as unknown as LogEntry;
      });
    },
    /** From here on no entry can be appended. */
    async cutLog(): Promise<void> {
      await database.change(async tx => { await tx.run(sql`create trigger cut_log before insert on access_log_entries begin select raise(abort, 'the log is cut'); end`); });
    },
    close: () => branch.close(),
  };
}

/** A loan as the archivist fills in the card. */
export function aLoan<Parts extends { fileId: string }>(parts: Parts) {
  return {
    commandId: newId(), borrowerName: '周工', borrowerUnit: '计量中心', borrowerContact: '内线 8123', isOutsideCompany: false, reason: '核对计量装置', limits: '不得复印',
    dueOn: '2026-03-09', ...parts,
  };
}
