import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { BranchParts, PresentBranch } from '../../main/branch/branch-parts.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { loadPresentBranch } from '../../main/branch/present-branch.ts';
import { insertBranch } from '../../main/branch/setup-store.ts';
import { addPackagedYears } from '../../main/calendar/calendar-store.ts';
import { casesApi } from '../../main/cases/cases-api.ts';
import { countCasesByClass } from '../../main/cases/cases-store.ts';
import { insertDefaultClasses, listClasses } from '../../main/complaints/complaint-classes-store.ts';
import { complaintsApi } from '../../main/complaints/complaints-api.ts';
import { insertDefaultDeadlineTable } from '../../main/complaints/deadline-table-store.ts';
import { insertAccount } from '../../main/staff/staff-store.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import type { CallBackOutcome } from '../../shared/complaint-steps.ts';
import type { ComplaintForm } from '../../shared/complaints.ts';
import type { Role } from '../../shared/staff.ts';
import { noSecondPeople } from './a-branch-key.ts';
import { aDatabase } from './a-database.ts';

type Trade = PresentBranch['trade'];
type ClosingWords = Pick<BranchInputs['complaints']['close'], 'cause' | 'responsibleUnit' | 'remedy' | 'lesson' | 'noLessonBecause'>;

/** A branch with its people, its classes of complaints and its deadlines, on a real database. */
export async function aComplaintDesk({ trade = 'power' as Trade } = {}) {
  const database = await aDatabase();
  const { clock } = database;
  let branch: PresentBranch | null = null;
  const parts: BranchParts = {
    database, clock, live: createLiveEvents(), log: pino({ level: 'silent' }), dataFolder: database.folder, ...noSecondPeople, ledgerWorker: new URL('file:///nowhere'), branch: () => branch,
  };
  const { reportClassId } = await database.change(async tx => {
    await insertBranch(tx, { name: '城东营业厅', trade, timeZone: 'Asia/Shanghai', isDemonstration: false }, clock.now());
    await addPackagedYears(tx, clock.now());
    const report = await insertDefaultClasses(tx, trade);
    await insertDefaultDeadlineTable(tx, trade, report.reportClassId);
    return report;
  });
  branch = await loadPresentBranch(database);
  const classes = await database.read(listClasses);
  const classId = classes.find(each => each.parentId !== null && !each.isReport)?.id ?? '';

  const router = complaintsApi(parts, countCasesByClass);
  const library = casesApi(parts);
  async function person(loginName: string, name: string, roles: Role[]) {
    const id = await database.change(tx => insertAccount(tx, { loginName, name, roles, passwordHash: 'none', mustChangePassword: false }, clock.now()));
    const session = { id, staffId: id, staffName: name, roles, isLocked: false };
    const context = { connection: { id, isLocal: true, station: null, session } };
    return { id, name, client: createRouterClient(router, { context }), cases: createRouterClient(library, { context }) };
  }

  const form: ComplaintForm = {
    channel: 'counter', isAnonymous: false, complainantName: '王秀英', complainantPhone: '13800136712', address: '云溪市城东区文三路12号锦绣花园3栋', agentName: '', customerId: null, accountNumber: '0512003457731',
    ticketId: null, visitId: null, classId, urgency: 2, impact: 2, aboutServiceId: null, aboutWindowId: null, aboutStaffIds: [], aboutProduct: '',
    what: '三月份电费比往常高出一倍，多次打电话没有人回复。', happenedAt: null, where: '', remedySought: '核对电表并书面答复', photoIds: [],
  };
  const people = {
    clerk: await person('limin', '李敏', ['clerk']), other: await person('wanglei', '王磊', ['clerk']),
    archivist: await person('zhoufang', '周芳', ['archivist']), manager: await person('chenjing', '陈静', ['manager']), auditor: await person('hezhiyuan', '何致远', ['auditor']),
  };

  return {
    database, clock, parts, form, classId, reportClassId, classes, person, ...people,
    present: branch,
    /** Taken in by the clerk at the counter; fields may be given. */
    received: (given: Partial<ComplaintForm> = {}) => people.clerk.client.receive({ commandId: uuidv7(), draftId: uuidv7(), form: { ...form, ...given } }),
    /** What a move is asked with. */
    at: (story: { id: string; stepCount: number }) => ({ commandId: uuidv7(), complaintId: story.id, expectedSteps: story.stepCount }),
    /** Taken in, assessed, dispatched to the other clerk and in hand. */
    async inHand(given: Partial<ComplaintForm> = {}) {
      const { manager, other } = people;
      const received = await this.received(given);
      const assessed = await manager.client.assess({ ...this.at(received), classId: received.classId, urgency: 2, impact: 2, words: '' });
      const dispatched = await manager.client.dispatch({ ...this.at(assessed), handlerId: other.id, words: '' });
      return other.client.take(this.at(dispatched));
    },
    /** In hand, answered, called back and closed by the manager. */
    async closed(given: Partial<ComplaintForm> = {}, closing: Partial<ClosingWords> = {}, outcome: CallBackOutcome = 'satisfied') {
      const { clerk, manager, other } = people;
      const inHand = await this.inHand(given);
      const answered = await other.client.answer({ ...this.at(inHand), templateId: 'answer', text: '电表已核对，多收部分已退还。', how: 'phone' });
      const calledBack = await clerk.client.callBack({ ...this.at(answered), outcome, words: '' });
      return manager.client.close({
        ...this.at(calledBack), isJustified: true, cause: '抄表员把 6 读成 9，复核时没有比对历史电量', responsibleUnit: '抄表班', remedy: '退还多收电费 186.40 元并上门致歉',
        lesson: '电量环比超过一倍的户，出账前先核对', noLessonBecause: '', ...closing,
      });
    },
    close: () => database.close(),
  };
}
