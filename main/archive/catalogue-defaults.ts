import type { Category, Level, RetentionClass, Shelf } from '../../shared/archive.ts';

type Trade = 'power' | 'bank' | 'insurance' | 'property';
type Tree = [code: string, nameZh: string, nameEn: string, under: [code: string, nameZh: string, nameEn: string][]][];

/** How the files of a branch are customarily parted; a branch changes it as it likes. */
const treeOf: Record<Trade, Tree> = {
  power: [
    ['GY', '高压用户档案', 'High-voltage customers', [['GY01', '新装与增容', 'New supply and increase'], ['GY02', '供用电合同', 'Supply contracts'], ['GY03', '变更用电', 'Changes of supply'], ['GY04', '用电检查', 'Inspections']]],
    ['DY', '低压用户档案', 'Low-voltage customers', [['DY01', '居民新装', 'Household supply'], ['DY02', '非居民新装', 'Business supply'], ['DY03', '过户与更名', 'Transfer and change of name'], ['DY04', '销户', 'Closing of accounts']]],
    ['FB', '分布式电源档案', 'Distributed generation', []],
    ['JF', '电费与计量', 'Billing and metering', [['JF01', '电费账务', 'Billing'], ['JF02', '计量装置', 'Meters']]],
    ['TS', '投诉与服务', 'Complaints and service', []],
  ],
  bank: [
    ['ZH', '账户档案', 'Accounts', [['ZH01', '个人开户', 'Personal accounts'], ['ZH02', '对公开户', 'Business accounts'], ['ZH03', '销户', 'Closed accounts']]],
    ['DK', '信贷档案', 'Loans', [['DK01', '个人贷款', 'Personal loans'], ['DK02', '企业贷款', 'Business loans'], ['DK03', '抵质押', 'Mortgages and pledges']]],
    ['PZ', '会计凭证', 'Vouchers', []],
    ['TS', '投诉与服务', 'Complaints and service', []],
  ],
  insurance: [
    ['CB', '承保档案', 'Policies', [['CB01', '人身险', 'Life and health'], ['CB02', '财产险', 'Property'], ['CB03', '车险', 'Motor']]],
    ['LP', '理赔档案', 'Claims', [['LP01', '医疗理赔', 'Medical claims'], ['LP02', '车险理赔', 'Motor claims'], ['LP03', '身故与伤残', 'Death and disability']]],
    ['BQ', '保全档案', 'Policy changes', []],
    ['TS', '投诉与服务', 'Complaints and service', []],
  ],
  property: [
    ['YZ', '业主档案', 'Owners', [['YZ01', '入伙资料', 'Moving in'], ['YZ02', '产权变更', 'Change of owner'], ['YZ03', '租赁登记', 'Tenancies']]],
    ['ZX', '装修档案', 'Refurbishment', []],
    ['SF', '收费档案', 'Charges', []],
    ['WX', '维修档案', 'Repairs', []],
    ['TS', '投诉与服务', 'Complaints and service', []],
  ],
};

/** Shelves, levels and retention classes a branch of any trade starts with: product rules, "Archive" and "Lending". */
export const defaultShelves: Omit<Shelf, 'id' | 'isActive'>[] = [
  { code: 'A-01', room: '一号库房' }, { code: 'A-02', room: '一号库房' }, { code: 'A-03', room: '一号库房' }, { code: 'B-01', room: '二号库房' },
];

export const defaultLevels: Omit<Level, 'id' | 'isActive'>[] = [
  { rank: 0, nameZh: '普通', nameEn: 'Ordinary', longestTermMonths: null, approval: 'none', loanDays: 21, loanDaysAre: 'natural' },
  { rank: 1, nameZh: '秘密', nameEn: 'Confidential', longestTermMonths: 60, approval: 'none', loanDays: 10, loanDaysAre: 'natural' },
  { rank: 2, nameZh: '机密', nameEn: 'Secret', longestTermMonths: 120, approval: 'manager', loanDays: 5, loanDaysAre: 'working' },
  { rank: 3, nameZh: '绝密', nameEn: 'Top secret', longestTermMonths: 240, approval: 'managerAndSecond', loanDays: 3, loanDaysAre: 'working' },
];

export const defaultRetentionClasses: Omit<RetentionClass, 'id' | 'isActive'>[] = [
  { nameZh: '永久', nameEn: 'For ever', years: null }, { nameZh: '30 年', nameEn: '30 years', years: 30 }, { nameZh: '10 年', nameEn: '10 years', years: 10 },
];

/** The categories of a trade, parents before what lies under them; `newId` makes each key. */
export function defaultCategories(trade: Trade, newId: () => string): Category[] {
  return treeOf[trade].flatMap(([code, nameZh, nameEn, under]) => {
    const id = newId();
    return [
      { id, parentId: null, code, nameZh, nameEn, isActive: true },
      ...under.map(([childCode, childZh, childEn]) => ({ id: newId(), parentId: id, code: childCode, nameZh: childZh, nameEn: childEn, isActive: true })),
    ];
  });
}
