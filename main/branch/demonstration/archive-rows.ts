import type { Category, Level, RetentionClass, Shelf } from '../../../shared/archive.ts';
import type { NewFile } from '../../archive/archive-store.ts';
import { retentionEnd } from '../../archive/catalogue-rules.ts';
import type { InventedCustomer } from './invented-people.ts';
import type { SeededRandom } from './seeded-random.ts';

interface Catalogue {
  categories: Category[];
  shelves: Shelf[];
  levels: Level[];
  retentionClasses: RetentionClass[];
}

/** Kinds of paper a power company keeps of a customer: category, title, retention, whether of companies. */
const papers: [code: string, title: string, retention: string, isOfCompanies: boolean, level: string][] = [
  ['DY01', '居民新装申请及竣工资料', '30 年', false, '普通'], ['DY03', '过户与更名申请', '30 年', false, '普通'], ['DY04', '销户申请', '10 年', false, '普通'],
  ['JF02', '电能表更换工单', '10 年', false, '普通'], ['TS', '来信与答复', '10 年', false, '秘密'], ['FB', '分布式光伏并网资料', '永久', false, '普通'],
  ['GY01', '高压新装与增容资料', '永久', true, '秘密'], ['GY02', '供用电合同', '30 年', true, '机密'], ['GY04', '用电检查记录', '10 年', true, '普通'], ['GY03', '减容与暂停申请', '10 年', true, '绝密'],
];

/** One or two files for each of these customers, as they would stand on the shelves of a branch of some years. */
export function archiveRowsOf(
  catalogue: Catalogue, owners: readonly (InventedCustomer & { id: string })[], { madeAt, thisYear }: { madeAt: number; thisYear: number }, random: SeededRandom,
): NewFile[] {
  const counted = new Map<string, number>();
  return owners.flatMap(owner => Array.from({ length: random.chance(0.35) ? 2 : 1 }, () => {
    const [code, title, retentionName, , usualLevel] = random.pick(papers.filter(([, , , isOfCompanies]) => isOfCompanies === owner.isKeyAccount));
    const year = thisYear - random.between(1, 16);
    const number = (counted.get(`${code}-${year}`) ?? 0) + 1;
    counted.set(`${code}-${year}`, number);
    // The unusual ones are few: most of what is kept is ordinary.
    const level = named(catalogue.levels, owner.isKeyAccount || random.chance(0.3) ? usualLevel : '普通');
    const retention = named(catalogue.retentionClasses, retentionName);
    const levelEndsOn = level.longestTermMonths === null ? null : `${thisYear + random.between(0, 3)}-12-31`;
    return {
      id: random.id(madeAt), archiveNumber: `${code}-${year}-${String(number).padStart(4, '0')}`, title: `${owner.name}${title}`, subjectName: owner.name,
      subjectAccountNumber: owner.accountNumber, subjectAddress: owner.address, subjectIdNumber: owner.idNumber, customerId: owner.id,
      categoryId: catalogue.categories.find(category => category.code === code)?.id ?? '', year, pages: random.between(3, 60),
      medium: random.chance(0.8) ? 'paper' as const : 'paperAndElectronic' as const,
      shelfId: random.pick(catalogue.shelves).id, place: `${random.between(1, 6)}-${random.between(1, 5)}-${String(random.between(1, 40)).padStart(2, '0')}`,
      retentionClassId: retention.id, retentionEndsOn: retentionEnd(year, retention.years), levelId: level.id, levelEndsOn, createdAt: madeAt,
    };
  }));
}

function named<Row extends { nameZh: string }>(rows: readonly Row[], nameZh: string): Row {
  const found = rows.find(row => row.nameZh === nameZh);
  if (!found) throw new Error(`the demonstration's catalogue has no ${nameZh}`);
  return found;
}
