import type { Trade } from './deadline-defaults.ts';

type Named = readonly [nameZh: string, nameEn: string];
/** Business, what was done there, and where it helps the cause as a third floor. */
type Tree = readonly (readonly [...Named, under: readonly (readonly [...Named, under?: readonly Named[]])[]])[];

/** Reports 举报 of misconduct, last in every tree: they have times of their own and stay apart from complaints about service. */
const reports = (under: readonly (readonly [...Named])[]): Tree[number] => ['举报', 'Reports of misconduct', under];

/**
 * How complaints of each trade are customarily parted. The channel 渠道 is a field of the complaint; the tree goes on with
 * business and cause. A branch changes it as it likes.
 */
const treeOf: Record<Trade, Tree> = {
  // After the parting of the power service hotline 95598: service, business, outages, quality of supply, building of the grid.
  power: [
    ['服务态度与规范', 'Conduct of service', [
      ['营业厅服务', 'Service in the hall', [['服务态度', 'Attitude'], ['排队等候过长', 'Waited too long'], ['一次性告知不到位', 'Not told everything at once'], ['首问负责不落实', 'Passed from one to the next']]],
      ['抢修服务', 'Repair service', [['到场超时', 'Came too late'], ['抢修人员态度', 'Attitude of the crew']]],
      ['电话服务', 'Service by phone'],
    ]],
    ['营业业务', 'Supply business', [
      ['业扩报装', 'New supply', [['环节超时', 'A step took too long'], ['资料反复补正', 'Papers sent back again and again'], ['指定设计施工单位', 'Contractor imposed']]],
      ['电费电价', 'Billing and tariff', [['电量电费异常', 'Unexpected amount'], ['电价执行错误', 'Wrong tariff'], ['交费与票据', 'Payment and invoices']]],
      ['抄表催费', 'Reading and reminders', [['错抄漏抄', 'Read wrongly or not at all'], ['欠费停电未通知', 'Cut off without notice'], ['复电超时', 'Reconnected too late']]],
      ['计量装置', 'Meters', [['电表走字快', 'Meter runs fast'], ['换表未告知', 'Meter changed without notice']]],
      ['变更用电', 'Changes of supply', [['过户更名', 'Transfer and change of name'], ['销户退费', 'Closing and refund']]],
    ]],
    ['停送电', 'Outages', [
      ['停电信息', 'Outage notice', [['未公告停电', 'Outage not announced'], ['公告与实际不符', 'Announced otherwise than it happened']]],
      ['频繁停电', 'Frequent outages'],
      ['停送电超时', 'Outage longer than announced'],
    ]],
    ['供电质量', 'Quality of supply', [['电压质量', 'Voltage'], ['家用电器损坏', 'Appliances damaged'], ['供电可靠性', 'Reliability']]],
    ['电网建设', 'Building of the grid', [['施工扰民', 'Disturbance by works'], ['施工后未恢复', 'Not made good after works'], ['电力设施安全隐患', 'Unsafe installations']]],
    reports([['窃电与违约用电', 'Theft of power and breach of contract'], ['行风与廉洁', 'Integrity'], ['破坏电力设施', 'Damage to installations']]),
  ],
  bank: [
    ['柜面服务', 'Counter service', [['服务态度', 'Attitude'], ['排队等候过长', 'Waited too long'], ['一次性告知不到位', 'Not told everything at once'], ['特殊群体服务', 'Service to the elderly and disabled']]],
    ['账户与结算', 'Accounts and payments', [['开户与销户', 'Opening and closing'], ['账户管控与解冻', 'Restricted and frozen accounts'], ['转账汇款', 'Transfers'], ['银行卡与收费', 'Cards and fees']]],
    ['贷款', 'Loans', [['审批时效', 'Time of approval'], ['利率与提前还款', 'Interest and early repayment'], ['催收', 'Collection'], ['征信异议', 'Credit record']]],
    ['理财与代销', 'Investments', [['销售误导', 'Misleading sale'], ['收益与赎回', 'Return and redemption']]],
    ['自助与线上渠道', 'Machines and online', [['自助设备吞卡吞钞', 'Machine kept card or cash'], ['手机银行', 'Mobile banking']]],
    ['个人信息保护', 'Personal data', []],
    reports([['违规销售', 'Unlawful sale'], ['员工行为', 'Conduct of staff']]),
  ],
  insurance: [
    ['服务态度与规范', 'Conduct of service', [['柜面服务', 'Counter'], ['电话服务', 'Phone'], ['排队等候过长', 'Waited too long']]],
    ['销售', 'Sales', [['销售误导', 'Misleading sale'], ['未如实告知责任免除', 'Exclusions not told'], ['代签名', 'Signed by somebody else'], ['强制搭售', 'Forced bundle']]],
    ['承保', 'Underwriting', [['核保结论', 'Decision'], ['保单送达', 'Delivery of the policy']]],
    ['保全与续期', 'Policy changes', [['退保金额', 'Surrender value'], ['信息变更', 'Change of data'], ['续期扣费', 'Renewal charged']]],
    ['理赔', 'Claims', [['理赔时效', 'Time taken'], ['拒赔争议', 'Claim refused'], ['定损金额', 'Amount assessed'], ['材料反复补正', 'Papers sent back again and again']]],
    ['个人信息保护', 'Personal data', []],
    reports([['套取费用', 'False charges'], ['员工与代理人行为', 'Conduct of staff and agents']]),
  ],
  property: [
    ['客户服务', 'Customer service', [['服务态度', 'Attitude'], ['报事无回应', 'No reaction to a call'], ['一次性告知不到位', 'Not told everything at once']]],
    ['工程维修', 'Repairs', [['入户维修', 'In the home'], ['电梯', 'Lifts'], ['公共设施', 'Common installations'], ['渗漏水', 'Leaks']]],
    ['环境', 'Surroundings', [['保洁', 'Cleaning'], ['绿化', 'Green areas'], ['垃圾清运', 'Waste'], ['噪声扰民', 'Noise']]],
    ['秩序与安全', 'Order and safety', [['车辆停放', 'Parking'], ['门禁与陌生人', 'Doors and strangers'], ['消防通道', 'Fire lanes'], ['高空抛物', 'Things thrown from above']]],
    ['收费', 'Charges', [['收费标准', 'Rates'], ['公共收益公示', 'Common income published'], ['水电代收', 'Water and power charged on']]],
    reports([['违规装修', 'Unlawful refurbishment'], ['员工行为', 'Conduct of staff']]),
  ],
};

/** A class as a new branch begins with it. */
export interface DefaultClass {
  id: string;
  parentId: string | null;
  nameZh: string;
  nameEn: string;
  /** among those of the same parent, from 0 */
  position: number;
  /** the class 举报: what lies below it has the deadlines of reports */
  isReport: boolean;
}

/** The classes of a trade, each after the one it lies under; `newId` makes each key. Exactly one is the class of reports. */
export function defaultClasses(trade: Trade, newId: () => string): DefaultClass[] {
  const classes: DefaultClass[] = [];
  const add = ([nameZh, nameEn]: Named, parentId: string | null, position: number, isReport = false): string => {
    const id = newId();
    classes.push({ id, parentId, nameZh, nameEn, position, isReport });
    return id;
  };
  for (const [top, [topZh, topEn, businesses]] of treeOf[trade].entries()) {
    const topId = add([topZh, topEn], null, top, top === treeOf[trade].length - 1);
    for (const [nth, [zh, en, causes = []]] of businesses.entries()) {
      const businessId = add([zh, en], topId, nth);
      for (const [place, cause] of causes.entries()) add(cause, businessId, place);
    }
  }
  return classes;
}
