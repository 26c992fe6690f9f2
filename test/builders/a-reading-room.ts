import { createRouterClient } from '@orpc/server';
import { asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { LevelApproval } from '../../shared/archive.ts';
import type { LogEntry } from '../../shared/access-log.ts';
import type { Role } from '../../shared/staff.ts';
import { accessLogDetails, accessLogEntries } from '../../main/access-log/access-log-schema.ts';
import { archiveFiles, archiveLevels } from '../../main/archive/archive-schema.ts';
import { insertDefaultPurposes } from '../../main/archive/looks-store.ts';
import { looksApi } from '../../main/archive/looks-api.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { visits } from '../../main/counter/counter-schema.ts';
import { insertCustomers } from '../../main/customers/customers-store.ts';
import { services, tickets, windows } from '../../main/queue/queue-schema.ts';
import { aCustomer } from './a-customer.ts';
import { aStaffedBranch, goodPassword } from './a-staffed-branch.ts';

export type ReadingRoom = Awaited<ReturnType<typeof aReadingRoom>>;

const people = {
  clerk: ['clerk'], otherClerk: ['clerk'], archivist: ['archivist'], manager: ['manager'], otherManager: ['manager'], auditor: ['auditor'], administrator: ['administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type PersonOfRoom = keyof typeof people;

/** What stands in the file and the customer of the room; none of it may be seen before a look opened. */
export const secretsOfRoom = {
  name: '张伟明', phone: '13812346712', idNumber: '11010119900307123X', accountNumber: '0512003457731', address: '杭州市西湖区文三路18号', title: '张伟明过户更名卷',
} as const;

/**
 * An archive with people who look: real accounts with real second sign-ins, one customer with files of each level, and the
 * clerk at window 1. On a real database. `steady` is the process's own time, which no clock can set.
 */
export async function aReadingRoom() {
  const branch = await aStaffedBranch();
  const { parts, clock } = branch;
  const { database } = parts;
  const ids = {} as Record<PersonOfRoom, string>;
  for (const [name, roles] of Object.entries(people)) ids[name as PersonOfRoom] = await branch.person(name.toLowerCase(), [...roles]);

  const steady = { ms: 0 };
  const router = looksApi(parts, () => steady.ms);
  const callerOf = (person: PersonOfRoom): Caller => ({
    connection: {
      id: person, isLocal: true, station: { id: uuidv7(), name: '1', kind: 'desk' },
      session: { id: `session of ${person}`, staffId: ids[person], staffName: person, roles: [...people[person]], isLocked: false },
    },
  });

  const at = clock.now();
  const serviceId = uuidv7();
  const windowId = uuidv7();
  const levelIds: Record<LevelApproval, string> = { none: uuidv7(), manager: uuidv7(), managerAndSecond: uuidv7() };
  let ordinal = 0;
  let fileCount = 0;

  const [customerId, otherCustomerId] = await database.change(async tx => {
    await insertDefaultPurposes(tx, 'power');
    await addPackagedYears(tx, at);
    await tx.insert(services).values({
      id: serviceId, prefix: 'C', nameZh: '过户更名', nameEn: 'Change of holder', targetWaitMinutes: 15, targetServiceMinutes: 10,
      requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true, changedAt: at,
    });
    await tx.insert(windows).values({
      id: windowId, number: 1, nameZh: '1 号', nameEn: '1', state: 'open', stateSince: at, clerkId: ids.clerk, clerkName: 'clerk', isActive: true, changedAt: at,
    });
    await tx.insert(archiveLevels).values((['none', 'manager', 'managerAndSecond'] as const).map((approval, rank) => ({
      id: levelIds[approval], rank, nameZh: approval, nameEn: approval, longestTermMonths: null, approval, loanDays: 21, loanDaysAre: 'natural' as const, isActive: true,
    })));
    return insertCustomers(tx, [aCustomer({ ...secretsOfRoom, createdAt: at }), aCustomer({ name: '李娜', createdAt: at })]);
  });
  if (!customerId || !otherCustomerId) throw new Error('the customers were not stored');

  return {
    branch, parts, database, clock, steady, ids, customerId, otherCustomerId, windowId,
    as: (person: PersonOfRoom) => createRouterClient(router, { context: callerOf(person) }),
    /** A second sign-in of this person. */
    signIn: (person: PersonOfRoom) => ({ loginName: person.toLowerCase(), password: goodPassword }),

    /** A file about the room's customer. */
    async file({ approval = 'none' as LevelApproval, of = customerId as string | null, state = 'onShelf' as const as 'onShelf' | 'destroyed' } = {}): Promise<string> {
      fileCount += 1;
      const id = uuidv7();
      await database.change(tx => tx.insert(archiveFiles).values({
        id, archiveNumber: `G2026-${fileCount}`, title: secretsOfRoom.title, subjectName: secretsOfRoom.name, subjectAccountNumber: secretsOfRoom.accountNumber,
        subjectAddress: secretsOfRoom.address, subjectIdNumber: secretsOfRoom.idNumber, customerId: of, categoryId: uuidv7(), year: 2026, pages: 12, medium: 'paper',
        shelfId: null, place: '1-2-3', retentionClassId: uuidv7(), retentionEndsOn: null, levelId: levelIds[approval], levelEndsOn: null, state, createdAt: at, changedAt: at,
      }));
      return id;
    },

    /** The file is of another level from now on. */
    async raise(fileId: string, approval: LevelApproval): Promise<void> {
      await database.change(async tx => { await tx.update(archiveFiles).set({ levelId: levelIds[approval] }).where(eq(archiveFiles.id, fileId)); });
    },

    /** A ticket served now at the clerk's window, whose visit is this customer's; the one served before is finished. */
    async serving(of: string | null = customerId): Promise<string> {
      ordinal += 1;
      const id = uuidv7();
      const now = clock.now();
      await database.change(async tx => {
        await tx.update(tickets).set({ state: 'finished', finishedAt: now }).where(sql`${tickets.state} = 'serving'`);
        await tx.insert(tickets).values({
          id, businessDate: '2026-03-02', prefix: 'C', ordinal, number: `C00${ordinal}`, serviceId, customerClass: 'ordinary', state: 'serving',
          issuedAt: now, waitsFromAt: now, originalOrder: now, queueOrder: now, windowId, callCount: 1, firstCalledAt: now, lastCalledAt: now, servingAt: now,
        });
        await tx.insert(visits).values({ id: uuidv7(), ticketId: id, windowId, staffId: ids.clerk, customerId: of, identityMethod: 'cardSeen', notes: '', startedAt: now });
      });
      return id;
    },

    /** The log, oldest first. */
    async log(): Promise<LogEntry[]> {
      const rows = await database.read(reader => reader.select({ bytes: accessLogEntries.bytes, content: accessLogDetails.content }).from(accessLogEntries)
        .innerJoin(accessLogDetails, sql`${accessLogDetails.seq} = ${accessLogEntries.seq}`).orderBy(asc(accessLogEntries.seq)));
      return rows.map(({ bytes, content }) => {
        const entry = JSON.parse(bytes) as Record<string, unknown>;
        return {
          ...entry, staffId: entry['staff'], stationId: entry['station'], windowId: entry['window'], fileId: entry['file'], customerId: entry['customer'],
          detail: content === null ? null : JSON.parse(content) as LogEntry['detail'],
        } as unknown as LogEntry;
      });
    },

    /** From here on no entry can be appended. */
    async cutLog(): Promise<void> {
      await database.change(async tx => { await tx.run(sql`create trigger cut_log before insert on access_log_entries begin select raise(abort, 'the log is cut'); end`); });
    },
    close: () => branch.close(),
  };
}
