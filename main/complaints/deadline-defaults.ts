import type { DeadlineRow, DeadlineTerm, ExtensionRule, TimeSpan } from '../../shared/deadlines.ts';
import type { trades } from '../../shared/staff.ts';

export type Trade = (typeof trades)[number];

/** What the class tree and the channels are called where the tables tell them apart. */
interface TableWords {
  /** 意见箱 */
  suggestionBoxChannel: string;
  /** the class 举报 with all below it, where the trade answers reports within a time of their own */
  reportClassId: string;
}

const hours = (amount: number): DeadlineTerm => ({ unit: 'hours', amount, within: 'roundTheClock', countedFrom: 'sameDay' });
const minutesInHall = (amount: number): DeadlineTerm => ({ unit: 'minutes', amount, within: 'hallHours', countedFrom: 'sameDay' });
const workingDays = (amount: number): DeadlineTerm => ({ unit: 'workingDays', amount, countedFrom: 'nextDay' });
const naturalDays = (amount: number): TimeSpan & DeadlineTerm => ({ unit: 'naturalDays', amount, whenLastDayIsOff: 'stands', countedFrom: 'nextDay' });

/**
 * The deadline table a new branch of a trade begins with; without problems for any class tree that has the report class.
 *
 * Where no rule of the trade promises a first contact or a closing, none is promised: null. A suggestion box is emptied daily and
 * answered within two working days whatever was found in it; it may be anonymous, so no contact is promised.
 */
export function defaultDeadlineTable(trade: Trade, words: TableWords): DeadlineRow[] {
  switch (trade) {
    case 'power': return powerTable(words);
    case 'bank': case 'insurance': return financeTable(trade, words);
    case 'property': return propertyTable(words);
  }
}

function suggestionBox(id: string, { suggestionBoxChannel }: TableWords, classId: string | null): DeadlineRow {
  return {
    id, channel: suggestionBoxChannel, classId, fromDay: null, firstContact: null, answer: workingDays(2), close: null, extensions: [],
    sourceZh: '意见箱管理:每日开箱,两个工作日内答复', sourceEn: 'House rule for suggestion boxes: emptied daily, answered within two working days',
  };
}

function powerTable(words: TableWords): DeadlineRow[] {
  const source = { sourceZh: '供电服务热线(95598)业务处理时限:投诉二十四小时内联系客户、四个工作日内答复,举报九个工作日内答复', sourceEn: 'Times of the power service hotline 95598: contact within 24 hours, complaints answered within four working days, reports within nine' };
  return [
    { id: 'power-complaints', channel: null, classId: null, fromDay: null, firstContact: hours(24), answer: workingDays(4), close: null, extensions: [], ...source },
    { id: 'power-reports', channel: null, classId: words.reportClassId, fromDay: null, firstContact: hours(24), answer: workingDays(9), close: null, extensions: [], ...source },
    suggestionBox('power-suggestion-box', words, null),
    // Nearer by channel alone would contradict the row of reports, which is nearer by class.
    suggestionBox('power-suggestion-box-reports', words, words.reportClassId),
  ];
}

function financeTable(trade: 'bank' | 'insurance', words: TableWords): DeadlineRow[] {
  const { countedFrom: _, ...fifteenDays } = naturalDays(15);
  const extensions: ExtensionRule[] = [
    { id: 'complex', nameZh: '情况复杂', nameEn: 'Complex matter', extends: ['answer', 'close'], span: fifteenDays, approvedBy: 'manager' },
    { id: 'particularlyComplex', nameZh: '情况特别复杂或有其他特殊原因', nameEn: 'Particularly complex, or another special reason', extends: ['answer', 'close'], span: { ...fifteenDays, amount: 30 }, approvedBy: 'headquarters' },
  ];
  return [
    {
      id: `${trade}-complaints`, channel: null, classId: null, fromDay: null, firstContact: null, answer: naturalDays(15), close: null, extensions,
      sourceZh: '《银行业保险业消费投诉处理管理办法》(2020年3月1日起施行):十五日,情况复杂三十日,经批准再延长三十日',
      sourceEn: 'Measures for handling consumer complaints in banking and insurance, in force since 2020-03-01: 15 days, 30 when complex, 30 more with approval',
    },
    suggestionBox(`${trade}-suggestion-box`, words, null),
  ];
}

function propertyTable(words: TableWords): DeadlineRow[] {
  return [
    {
      id: 'property-complaints', channel: null, classId: null, fromDay: null, firstContact: minutesInHall(15), answer: hours(24), close: naturalDays(3), extensions: [],
      sourceZh: '物业服务承诺惯例:十五分钟响应、二十四小时答复、三日办结', sourceEn: 'Customary promise of property managers: response in 15 minutes, answer in 24 hours, closed in three days',
    },
    suggestionBox('property-suggestion-box', words, null),
  ];
}
