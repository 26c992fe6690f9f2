import { noticeReads, notices } from '../../notices/notices-schema.ts';
import { addDays } from '../../../shared/calendar.ts';
import type { Transaction } from '../../database/database.ts';
import { insertInSets } from './insert-in-sets.ts';
import type { SeededRandom } from './seeded-random.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

interface NoticeScene {
  random: SeededRandom;
  /** who has which login name */
  people: ReadonlyMap<string, { id: string; name: string }>;
  /** today's business date */
  today: string;
  /** when the hall opened today, UTC ms */
  opensAt: number;
}

/** Notices of the demonstration: one of headquarters in the hall, one of the branch most have read, and an urgent one that was withdrawn. */
export async function insertNotices(tx: Transaction, { random, people, today, opensAt }: NoticeScene): Promise<void> {
  const manager = people.get('chenjing');
  if (!manager) throw new Error('the demonstration has no manager');
  const byManager = { side: 'branch' as const, writtenByName: manager.name, postedBy: manager.id, postedByName: manager.name };
  const [hallAt, deskAt, urgentAt] = [opensAt - 5 * day, opensAt - day, opensAt - 3 * day];
  const deskId = random.id(deskAt);
  const urgentId = random.id(urgentAt);
  await insertInSets(tx, notices, [
    {
      id: random.id(hallAt), side: 'headquarters', urgency: 'ordinary', places: ['desk', 'kiosk', 'display'], fromDate: addDays(today, -5), toDate: addDays(today, 25),
      titleZh: '谨防假冒客服电话', wordsZh: '供电公司不会来电索要验证码或要求转账。如有疑问请拨打 95598 或到柜台咨询。',
      titleEn: 'Beware of false calls', wordsEn: 'We never call to ask for codes or transfers. When in doubt dial 95598 or ask at a counter.',
      writtenAt: hallAt, writtenByName: '省公司营销部', postedAt: hallAt, postedBy: null, postedByName: '省公司营销部',
    },
    {
      id: deskId, ...byManager, urgency: 'important', places: ['desk'], fromDate: addDays(today, -1), toDate: addDays(today, 6),
      titleZh: '过户须核对原户主授权', wordsZh: '本周起，非本人办理过户一律核对原户主授权书原件及双方证件；缺一项的，打印一次性告知单，不再口头承诺补件。',
      titleEn: '', wordsEn: '', writtenAt: deskAt - 20 * minute, postedAt: deskAt,
    },
    {
      id: urgentId, ...byManager, urgency: 'urgent', places: ['desk', 'display'], fromDate: addDays(today, -3), toDate: addDays(today, -2),
      titleZh: '缴费系统暂停', wordsZh: '缴费系统故障，请先引导客户使用手机缴费。', titleEn: 'Payments are down', wordsEn: 'The payment system is down. Please pay by phone for now.',
      writtenAt: urgentAt, postedAt: urgentAt, withdrawnAt: urgentAt + 75 * minute, withdrawnByName: manager.name, withdrawnReason: '系统已恢复',
    },
  ]);
  const clerks = [...people].filter(([loginName]) => loginName !== 'chenjing' && loginName !== 'limin').map(([, person]) => person.id);
  const receipt = (noticeId: string, at: number) => (staffId: string) => {
    const readAt = at + random.between(1, 55) * minute;
    return { id: random.id(readAt), noticeId, staffId, readAt };
  };
  await insertInSets(tx, noticeReads, [...clerks.slice(0, -4).map(receipt(deskId, deskAt)), ...clerks.map(receipt(urgentId, urgentAt))].toSorted((one, other) => one.readAt - other.readAt));
}
