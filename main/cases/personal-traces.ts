import type { CaseForm, PersonalTrace } from '../../shared/cases.ts';
import { nameTraces } from './name-traces.ts';

export type TraceKind = PersonalTrace['kind'];
/** Where in a text something looks like personal data; `end` is the place behind it. */
export interface FoundTrace { kind: TraceKind; start: number; end: number }

const unit = '\\s*(?:元|角|万|亿|度|千瓦|兆瓦|[kKmM][wWvV]|千伏|伏|安|户|次|台|件|人|米|平方|公里|吨|[%％℃])';
const houseNumeral = '[0-9一二三四五六七八九十百]{1,6}';

/** In this order: what one has found, the next does not see. */
const patterns: readonly (readonly [TraceKind, RegExp])[] = [
  ['idNumber', /(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])/gu],
  ['phone', /(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])/gu],
  ['phone', new RegExp(`(?<![0-9.-])[(（]?0[1-9][0-9]{1,2}[)）]?[- ]?[2-9][0-9]{6,7}(?![0-9.]|${unit})`, 'gu')],
  ['phone', new RegExp(`(?<=(?:电话|手机|致电|来电|座机|联系方式)[^0-9，。；]{0,6})[2-9][0-9]{3}[- ]?[0-9]{3,4}(?![0-9.]|${unit})`, 'gu')],
  ['account', /(?<=(?:户号|户编号|账号|帐号|账户|卡号|表号)[^0-9，。；]{0,4})[0-9](?:[- ]?[0-9]){4,}/gu],
  ['account', /(?<![0-9A-Za-z.¥￥])[0-9]{4}(?: [0-9]{4}){2,3}(?: [0-9]{1,3})?(?![0-9])/gu],
  ['account', new RegExp(`(?<![0-9A-Za-z.¥￥-])(?!(?:400|800)[0-9]{7}(?![0-9]))[0-9]{8,}(?![0-9.A-Za-z]|,[0-9]|${unit})`, 'gu')],
  ['address', new RegExp(`${houseNumeral}\\s*(?:号楼|号院|弄|单元(?!格|制|测))(?:\\s*${houseNumeral}\\s*(?:号楼|单元|[层楼号]))*(?:\\s*[0-9]{2,4}室?)?`, 'gu')],
  // 三栋居民楼 counts buildings, 3栋 and A座 name one.
  ['address', new RegExp(`(?:${houseNumeral}\\s*[栋幢](?!楼?居民|楼(?![0-9])|住宅|建筑|厂房|房)|[A-Za-z]座)(?:\\s*[0-9]{1,4}(?:\\s*(?:单元|室))?)*`, 'gu')],
  ['address', /[0-9]{3,4}\s*室/gu],
  // A pole, a box or a line is not where somebody lives.
  ['address', new RegExp(`\\p{Script=Han}{1,8}?(?:路|街|巷|弄|道|村|里|坊)\\s*${houseNumeral}\\s*号(?!\\s*(?:杆|塔|变|线|箱|柜|环网|开关|台区|公变|配电|窗口|文|令))`, 'gu')],
];

/** What in a text looks like personal data, in its order. Amounts, dates, clause numbers, hotlines and poles do not. */
export function tracesIn(text: string): FoundTrace[] {
  let left = withPlainDigits(text);
  const found: FoundTrace[] = [];
  for (const [kind, pattern] of patterns) {
    left = left.replace(pattern, (match, ...rest) => {
      const start = rest.find(each => typeof each === 'number') as number;
      if (kind === 'account' && isDate(match)) return match;
      found.push({ kind, start, end: start + match.length });
      return '\0'.repeat(match.length);
    });
  }
  return [...found, ...nameTraces(left).map(each => ({ kind: 'name' as const, ...each }))].toSorted((a, b) => a.start - b.start);
}

/** 2026-03-15 written without marks, with or without a time behind it. */
function isDate(digits: string): boolean {
  return /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?)?$/u.test(digits);
}

/** ０１２ as 012, every character in its place. */
function withPlainDigits(text: string): string {
  return text.replace(/[０-９]/gu, each => String.fromCharCode(each.charCodeAt(0) - 0xfee0));
}

/** Shorter ones stand in any text. */
const shortestKnown: Record<TraceKind, number> = { name: 2, phone: 5, idNumber: 5, account: 5, address: 6 };

const textFields = ['title', 'problem', 'cause', 'responsibleUnit', 'remedy', 'lesson', 'avoidance'] as const satisfies readonly PersonalTrace['field'][];

/**
 * What of a case looks like personal data, each kind once for a field. `known` are texts the branch knows to be of persons: names
 * of its staff, and whatever of persons the complaint holds that the case came from.
 */
export function personalTracesOf(form: CaseForm, known: readonly (readonly [TraceKind, string])[]): PersonalTrace[] {
  const texts = [...textFields.map(field => [field, form[field]] as const), ['keywords', form.keywords.join('\n')] as const];
  return texts.flatMap(([field, text]) => {
    const kinds = new Set([...tracesIn(text).map(({ kind }) => kind), ...known.flatMap(([kind, each]) => each.length >= shortestKnown[kind] && text.includes(each) ? kind : [])]);
    return [...kinds].map(kind => ({ field, kind }));
  });
}
