import { addDays } from '../../../shared/calendar.ts';
import type { NewFile } from '../../archive/archive-store.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A customer of the demonstration with the key under which it is stored. */
export interface FileSubject {
  id: string;
  name: string;
  idNumber: string | null;
  accountNumber: string;
  address: string;
  isKeyAccount: boolean;
}

/** Keys of the catalogue's rows by what people call them. */
export interface CatalogueIds {
  /** by code */
  categories: ReadonlyMap<string, string>;
  shelves: readonly string[];
  /** by rank */
  levels: readonly string[];
  /** for ever, 30 years, 10 years */
  retention: readonly [string, string, string];
}

/** What a power company keeps of its customers: category, how its title goes on, retention in years (0: for ever), how many pages. */
const kinds = {
  person: [['DY01', '居民新装用电档案', 30, 12], ['DY03', '过户更名资料', 30, 9], ['DY03', '更名申请及产权证明', 30, 7], ['JF02', '电能表装拆与校验记录', 10, 4], ['JF01', '分时电价申请', 10, 3], ['TS', '来电来访处理记录', 10, 5], ['FB', '分布式光伏并网档案', 30, 26]],
  company: [['GY01', '高压新装与增容档案', 30, 58], ['GY02', '供用电合同', 0, 24], ['GY03', '暂停与恢复用电资料', 10, 11], ['GY04', '用电检查与整改记录', 10, 17]],
} as const;

const dayOf = (year: number, month: number, day: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * One to three files of each customer, three to five of each company. Some have been kept long enough; the levels of a
 * few end within weeks. `today` is the branch's day, `YYYY-MM-DD`; `createdAt` UTC ms.
 */
export function inventFiles(random: SeededRandom, subjects: readonly FileSubject[], catalogue: CatalogueIds, today: string, createdAt: number): (NewFile & { id: string })[] {
  const thisYear = Number(today.slice(0, 4));
  const ordinals = new Map<string, number>();
  return subjects.flatMap(subject => {
    const choice = subject.isKeyAccount ? kinds.company : kinds.person;
    const count = subject.isKeyAccount ? random.between(3, 4) : random.pickWeighted([[1, 6], [2, 3], [3, 1]]);
    return Array.from({ length: count }, (_, index) => {
      const [code, words, years, usualPages] = subject.isKeyAccount || index > 0 ? choice[(index + random.between(0, choice.length - 1)) % choice.length] ?? choice[0] : choice[0];
      const year = thisYear - random.pickWeighted([[0, 2], [random.between(1, 4), 5], [random.between(5, 14), 4]]);
      const ordinal = (ordinals.get(`${code}${year}`) ?? 0) + 1;
      ordinals.set(`${code}${year}`, ordinal);
      const rank = subject.isKeyAccount ? random.pickWeighted([[0, 5], [1, 3], [2, 2], [3, 0.4]]) : random.pickWeighted([[0, 30], [1, 2]]);
      return {
        id: random.id(createdAt),
        archiveNumber: `${code}-${year}-${String(ordinal).padStart(4, '0')}`,
        title: `${subject.name}${words}`,
        subjectName: subject.name,
        subjectAccountNumber: subject.accountNumber,
        subjectAddress: subject.address,
        subjectIdNumber: random.chance(0.93) ? subject.idNumber : null,
        customerId: subject.id,
        categoryId: catalogue.categories.get(code) ?? '',
        year,
        pages: Math.max(1, Math.round(random.spread(usualPages, 0.35))),
        medium: random.pickWeighted([['paper', 6], ['paperAndElectronic', 3], ['electronic', 1]] as const),
        shelfId: random.pick(catalogue.shelves),
        place: `${random.between(1, 6)}-${random.between(1, 20)}-${random.between(1, 12)}`,
        retentionClassId: catalogue.retention[years === 0 ? 0 : years === 30 ? 1 : 2],
        retentionEndsOn: years === 0 ? null : dayOf(year + years, 12, 31),
        levelId: catalogue.levels[rank] ?? '',
        levelEndsOn: rank === 0 ? null : random.chance(0.08) ? addDays(today, random.between(6, 50)) : dayOf(thisYear + random.between(1, 4), random.between(1, 12), 28),
        createdAt,
      };
    });
  });
}
