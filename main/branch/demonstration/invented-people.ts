import { inventName, unusualNames } from './names.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A customer as the demonstration invents it; the key and times are added where it is stored. */
export interface InventedCustomer {
  name: string;
  phone: string | null;
  idNumber: string | null;
  accountNumber: string;
  address: string;
  isKeyAccount: boolean;
}

const roads = ['朝阳路', '人民东路', '解放路', '文化路', '建设大街', '新华路', '胜利路', '滨河东路', '学府路', '工业南路', '迎宾大道', '和平街', '东环路', '青年路'];
const estates = ['锦绣花园', '阳光家园', '城东小区', '翠湖苑', '幸福里', '金色港湾', '东方雅居', '紫荆苑', '梧桐公馆', '安居苑', '书香门第', '供电局家属院'];
const companyWords = ['恒星', '东盛', '华兴', '金叶', '瑞丰', '宏达', '天元', '新锐', '长青', '永固', '云溪', '百川'];
const companyTrades = ['纺织有限公司', '机械制造有限公司', '食品有限公司', '塑料制品厂', '建材有限公司', '冷链物流有限公司', '电子科技有限公司', '数据中心', '购物广场', '人民医院', '酒店管理有限公司', '污水处理厂'];

/** Segments of mobile numbers that no operator has been given, each followed by 0000: nobody can be called by mistake. */
const unassignedSegments = ['160', '161', '163', '164'];

/** Province 32 has no city 99: the shape and the checksum are right, the place does not exist. */
const fictitiousRegion = '329901';

/**
 * Customers of an invented district: `keyAccounts` companies first, then people, the unusual names among them.
 * Phone and id numbers have the right shape and cannot belong to anybody.
 */
export function inventCustomers(random: SeededRandom, count: number, keyAccounts: number, thisYear: number): InventedCustomer[] {
  const companies = companyWords.flatMap(word => companyTrades.map(trade => `云溪市${word}${trade}`));
  return Array.from({ length: count }, (_, index) => {
    const common = { phone: inventPhone(index), accountNumber: `3299${String(100_000 + index * 7).padStart(6, '0')}` };
    if (index < keyAccounts) {
      const name = companies[(index * 37) % companies.length];
      if (!name) throw new Error('there are too few companies');
      return { ...common, name, idNumber: null, address: `云溪市城东区${random.pick(roads)}${random.between(1, 300)}号`, isKeyAccount: true };
    }
    const sex = random.chance(0.5) ? 'female' as const : 'male' as const;
    const bornInYear = thisYear - Math.round(22 + 58 * (random.fraction() + random.fraction()) / 2);
    return {
      ...common,
      // Spread over the ledger, so that the newest and the oldest rows are not the odd ones.
      name: unusualNames[(index - keyAccounts) / 60] ?? inventName(random, sex, bornInYear),
      phone: random.chance(0.97) ? common.phone : null,
      idNumber: random.chance(0.92) ? inventIdNumber(random, index, sex, bornInYear) : null,
      address: inventHome(random),
      isKeyAccount: false,
    };
  });
}

function inventHome(random: SeededRandom): string {
  const home = `${random.between(1, 18)}栋${random.between(1, 4)}单元${random.between(1, 18)}0${random.between(1, 4)}室`;
  return `云溪市城东区${random.pick(roads)}${random.between(1, 300)}号${random.pick(estates)}${home}`;
}

function inventPhone(index: number): string {
  const segment = unassignedSegments[index % unassignedSegments.length];
  // 2503 and 10,000 have no common divisor: the last four digits, by which people are looked up, repeat only after 10,000.
  return `${segment}0000${String((index * 2503 + 1371) % 10_000).padStart(4, '0')}`;
}

/** Eighteen digits with the check character of GB 11643-1999 (ISO 7064 MOD 11-2); odd sequence numbers are men's. */
function inventIdNumber(random: SeededRandom, index: number, sex: 'female' | 'male', bornInYear: number): string {
  const birthday = `${bornInYear}${String(random.between(1, 12)).padStart(2, '0')}${String(random.between(1, 28)).padStart(2, '0')}`;
  const sequence = (index * 2) % 998 + (sex === 'male' ? 1 : 0);
  const digits = `${fictitiousRegion}${birthday}${String(sequence).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, position) => total + Number(digit) * (2 ** (17 - position) % 11), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
}
