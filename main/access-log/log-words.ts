import type { BasisKind, LogAction } from '../../shared/access-log.ts';

/** Words of files that leave the application; the screens have their own in the locales. */
export type Language = 'zh-CN' | 'en';
type Words<Code extends string> = Record<Code, readonly [zh: string, en: string]>;

const actions: Words<LogAction> = {
  search: ['检索', 'Searched'], view: ['查阅', 'Looked at'], viewScan: ['查看扫描件', 'Viewed a scan'], unmask: ['查看完整信息', 'Unmasked'], print: ['打印', 'Printed'], export: ['导出', 'Exported'],
  lend: ['借出', 'Lent'], renew: ['续借', 'Renewed'], takeBack: ['收回', 'Took back'], approve: ['批准', 'Approved'], refuse: ['拒绝', 'Refused'],
  breakGlass: ['紧急查阅', 'Broke the glass'], reviewBreakGlass: ['复核紧急查阅', 'Reviewed a break-glass look'],
  file: ['归档', 'Filed'], change: ['更改', 'Changed'], changeLevel: ['变更密级', 'Changed the level'], release: ['自行解密', 'Released'], hold: ['封存', 'Legal hold'],
  quarterlyReview: ['季度核定', 'Quarterly review'], proposeDestruction: ['提出销毁', 'Proposed destruction'], destroy: ['销毁', 'Destroyed'], traceShown: ['出具查阅记录', 'Showed who looked'],
  readLog: ['查看日志', 'Read the log'], exportLog: ['导出日志', 'Exported the log'], verifyLog: ['校验日志', 'Verified the log'], checkpoint: ['生成校验点', 'Checkpoint'],
  clearFlag: ['核查疑点', 'Cleared a flag'], clockWentBack: ['时钟倒退', 'The clock went back'],
};

const outcomes: Words<'done' | 'refused'> = { done: ['完成', 'done'], refused: ['被拒', 'refused'] };

const roleWords: Words<'clerk' | 'archivist' | 'manager' | 'administrator' | 'auditor' | 'system'> = {
  clerk: ['柜员', 'clerk'], archivist: ['档案管理员', 'archivist'], manager: ['网点经理', 'manager'], administrator: ['系统管理员', 'administrator'], auditor: ['审计员', 'auditor'], system: ['系统', 'system'],
};

const bases: Words<BasisKind> = { ticket: ['号票', 'ticket'], changeForm: ['变更登记表', 'change form'], complaint: ['投诉', 'complaint'], writtenOrder: ['书面指令', 'written order'], register: ['查阅登记', 'register'] };

const columns = {
  seq: ['序号', 'No.'], at: ['时间', 'Time'], utc: ['时间 (UTC)', 'Time (UTC)'], staff: ['人员', 'Person'], role: ['岗位', 'Role'], station: ['工位', 'Station'], window: ['窗口', 'Window'],
  action: ['操作', 'Action'], outcome: ['结果', 'Outcome'], file: ['档号', 'File'], customer: ['客户（脱敏）', 'Customer (masked)'], purpose: ['目的代码', 'Purpose code'], basis: ['依据', 'Basis'],
  basisWords: ['依据说明', 'Basis in words'], fields: ['打开的字段', 'Fields opened'], query: ['检索词', 'Searched for'], words: ['说明', 'Remarks'], facts: ['其他', 'Other'], content: ['内容', 'Content'],
} as const satisfies Words<string>;
export type LogColumn = keyof typeof columns;

const pick = (words: readonly [string, string], language: Language): string => words[language === 'en' ? 1 : 0];

export const actionWord = (action: LogAction, language: Language): string => pick(actions[action], language);
export const outcomeWord = (outcome: 'done' | 'refused', language: Language): string => pick(outcomes[outcome], language);
export const roleWord = (role: keyof typeof roleWords, language: Language): string => pick(roleWords[role], language);
export const basisWord = (basis: BasisKind, language: Language): string => pick(bases[basis], language);
export const columnWord = (column: LogColumn, language: Language): string => pick(columns[column], language);
/** In place of a detail whose content was destroyed. */
export const destroyedWord = (language: Language): string => (language === 'en' ? 'destroyed' : '已销毁');
