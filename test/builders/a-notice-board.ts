import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import type { Role } from '../../shared/staff.ts';
import { loadPresentBranch } from '../../main/branch/present-branch.ts';
import { insertBranch } from '../../main/branch/setup-store.ts';
import type { BranchParts, PresentBranch } from '../../main/branch/branch-parts.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { noticesApi } from '../../main/notices/notices-api.ts';
import { insertAccount } from '../../main/staff/staff-store.ts';
import { aDatabase } from './a-database.ts';
import { noSecondPeople } from './a-branch-key.ts';

/** A branch with a manager and two clerks, and its notices on a real database. Today is 2026-03-02. */
export async function aNoticeBoard() {
  const database = await aDatabase();
  const { clock } = database;
  const live = createLiveEvents();
  let branch: PresentBranch | null = null;
  const parts: BranchParts = {
    database, clock, live, log: pino({ level: 'silent' }), dataFolder: database.folder, ...noSecondPeople, ledgerWorker: new URL('file:///nowhere'), branch: () => branch,
  };
  const account = (loginName: string, name: string, roles: Role[]) =>
    database.change(tx => insertAccount(tx, { loginName, name, roles, passwordHash: 'none', mustChangePassword: false }, clock.now()));
  await database.change(tx => insertBranch(tx, { name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false }, clock.now()));
  branch = await loadPresentBranch(database);
  const managerId = await account('chenjing', '陈静', ['manager']);
  const clerkIds = [await account('limin', '李敏', ['clerk']), await account('wanglei', '王磊', ['clerk'])] as const;
  const router = noticesApi(parts);
  const clientOf = (staffId: string, staffName: string, roles: Role[]) => createRouterClient(router, {
    context: { connection: { id: staffId, isLocal: true, station: null, session: { id: staffId, staffId, staffName, roles, isLocked: false } } },
  });
  const manager = clientOf(managerId, '陈静', ['manager']);

  /** A notice as the manager writes it; what is not said is ordinary, for the desk, from today for a week. */
  async function draft(parts: Partial<BranchInputs['notices']['save']> = {}) {
    return manager.save({
      commandId: uuidv7(), id: uuidv7(), urgency: 'ordinary', titleZh: '周五停电检修', wordsZh: '周五 12:00 至 13:00 系统检修，不办理缴费。', titleEn: '', wordsEn: '',
      fromDate: '2026-03-02', toDate: '2026-03-08', places: ['desk'], ...parts,
    });
  }

  return {
    database, clock, parts, manager, managerId, clerkIds, draft,
    clerk: clientOf(clerkIds[0], '李敏', ['clerk']),
    otherClerk: clientOf(clerkIds[1], '王磊', ['clerk']),
    /** Written and posted. */
    async posted(parts: Partial<BranchInputs['notices']['save']> = {}) {
      const { id } = await draft(parts);
      return manager.post({ commandId: uuidv7(), noticeId: id });
    },
    close: () => database.close(),
  };
}
