/** The demonstration's hall: who serves what, as halls of this size spread their work. */
export interface HallWindow {
  number: number;
  nameZh: string;
  nameEn: string;
  /** service prefixes */
  own: string[];
  helping: string[];
  /** login name of the clerk who works there this morning; null: closed, free for a visitor */
  clerk: string | null;
  isInTraining?: true;
}

/**
 * Two windows serve key accounts and help others while none waits. Numbers 9, 10 and 12 are closed: whoever looks at the
 * demonstration opens one of them.
 */
export const hallWindows: HallWindow[] = [
  { number: 1, nameZh: '电费', nameEn: 'Bills', own: ['A'], helping: ['G'], clerk: 'wanglei' },
  { number: 2, nameZh: '电费', nameEn: 'Bills', own: ['A', 'G'], helping: ['E'], clerk: 'zhangxiaoyan' },
  { number: 3, nameZh: '过户变更', nameEn: 'Account changes', own: ['C', 'D'], helping: ['A'], clerk: 'liuyang' },
  { number: 4, nameZh: '新装', nameEn: 'New connections', own: ['B', 'F'], helping: ['D'], clerk: 'zhaomin' },
  { number: 5, nameZh: '过户变更', nameEn: 'Account changes', own: ['C', 'E'], helping: ['G'], clerk: 'sunhaoran' },
  { number: 6, nameZh: '咨询与电表', nameEn: 'Enquiries and meters', own: ['G', 'E'], helping: ['A', 'C'], clerk: 'wuting' },
  { number: 7, nameZh: '大客户', nameEn: 'Key accounts', own: ['H'], helping: ['B', 'D', 'F'], clerk: 'ouyangqing' },
  { number: 8, nameZh: '大客户', nameEn: 'Key accounts', own: ['H'], helping: ['F', 'C', 'A'], clerk: 'huangzhiqiang' },
  { number: 9, nameZh: '综合', nameEn: 'General', own: ['A', 'G'], helping: ['C', 'E'], clerk: null },
  { number: 10, nameZh: '新装变更', nameEn: 'Connections and changes', own: ['B', 'D'], helping: ['F'], clerk: null },
  { number: 11, nameZh: '新装', nameEn: 'New connections', own: ['B', 'F', 'D'], helping: ['C'], clerk: 'shanlihua', isInTraining: true },
  { number: 12, nameZh: '综合', nameEn: 'General', own: ['C', 'E', 'G'], helping: ['A', 'B', 'D', 'F'], clerk: null },
];

/** How many of a hundred customers ask for which service, and the usual minutes it takes. */
export const serviceDemand: Record<string, { share: number; medianServiceMinutes: number }> = {
  A: { share: 26, medianServiceMinutes: 4.5 },
  B: { share: 8, medianServiceMinutes: 11 },
  C: { share: 15, medianServiceMinutes: 9 },
  D: { share: 8, medianServiceMinutes: 10 },
  E: { share: 11, medianServiceMinutes: 7 },
  F: { share: 6, medianServiceMinutes: 11 },
  G: { share: 17, medianServiceMinutes: 5 },
  H: { share: 6, medianServiceMinutes: 15 },
};

/** What is said at a counter, by the change it explains. */
export const spokenReasons = {
  hold: ['客户去复印材料', '客户回车上取证件', '等待客户本人授权', '系统查询中，请客户稍坐'],
  transfer: ['客户另需办理其他业务', '需由对应窗口受理'],
  cancel: ['客户离开', '客户重复取号'],
} as const;
