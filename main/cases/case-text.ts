import type { CaseForm } from '../../shared/cases.ts';
import type { ClosedMatter, PersonsOfComplaint } from '../complaints/closed-matter-store.ts';
import { politeTitles, workingTitles } from './name-traces.ts';
import { tracesIn } from './personal-traces.ts';

const [longestText, longestUnit] = [2000, 80];
const longestTitle = 30;
const longestBeginning = 60;
/** shorter ones stand in other numbers */
const shortestNumber = 5;
/** a shorter end of an address says nothing of where somebody lives, and may be any word */
const shortestAddressEnd = 6;

const leftOut = '（略）';

/**
 * A closed complaint as the draft of a case: what happened, cause, unit, what was done and the lesson, without the people in it.
 * How it must be avoided is for its author to say. Photos are not taken over: no program sees whom they show.
 */
export function caseFromComplaint({ complaint, closing, persons }: Pick<ClosedMatter, 'complaint' | 'closing' | 'persons'>): CaseForm {
  // A word in the place of a name may be longer than the name: the form's own limits hold.
  const without = (text: string, longest = longestText) => withoutPersons(text, persons).slice(0, longest).replace(/[\uD800-\uDBFF]$/u, '');
  const problem = without(complaint.what);
  return {
    title: titleFrom(problem), classId: complaint.classId, channel: complaint.channel,
    problem, cause: without(closing.cause), responsibleUnit: without(closing.responsibleUnit, longestUnit), remedy: without(closing.remedy), lesson: without(closing.lesson), avoidance: '',
    keywords: [], photoIds: [],
  };
}

/**
 * A text without the people of a complaint: their names, also as 王女士, and their phones, addresses and accounts as they were
 * given; and without whatever else looks like one of these. Who did what stays readable: 客户, 代办人, 员工, 某师傅.
 */
export function withoutPersons(text: string, { complainants, agents, staff, phones, addresses, accounts }: PersonsOfComplaint): string {
  const known: (readonly [RegExp, string])[] = [
    ...addresses.flatMap(address => endsOf(address).map(end => [literally(end), leftOut] as const)),
    ...phones.filter(isNumber).map(phone => [spaced(phone), leftOut] as const), ...accounts.filter(isNumber).map(account => [spaced(account), leftOut] as const),
    ...namesAs('客户', complainants, politeTitles), ...namesAs('代办人', agents, politeTitles), ...namesAs('员工', staff, workingTitles),
  ];
  const byHand = known.toSorted(([a], [b]) => b.source.length - a.source.length).reduce((left, [pattern, word]) => left.replace(pattern, word), text);
  return tracesIn(byHand).toReversed().reduce((left, { kind, start, end }) => `${left.slice(0, start)}${kind === 'name' ? someone(left.slice(start, end)) : leftOut}${left.slice(end)}`, byHand);
}

/** A name, also with a title behind it, and its surname with one of the titles people call such a person by. */
function namesAs(word: string, names: readonly string[], titles: string): (readonly [RegExp, string])[] {
  return names.filter(name => [...name].length > 1).flatMap(name => [
    [new RegExp(`${escaped(name)}(?:${politeTitles}|${workingTitles})?`, 'gu'), word] as const,
    [new RegExp(`${escaped([...name][0] ?? '')}(?:${titles})`, 'gu'), word] as const,
  ]);
}

/** 李师傅 as 某师傅, a name without a title as 某人. */
function someone(name: string): string {
  return `某${new RegExp(`(?:${politeTitles}|${workingTitles})$`, 'u').exec(name)?.[0] ?? '人'}`;
}

/** The whole address and its ends, the longest first: people leave out city and district. Only ends that still hold a number. */
function endsOf(address: string): string[] {
  const letters = [...address];
  return letters.map((_, from) => letters.slice(from).join('')).filter(end => [...end].length >= shortestAddressEnd && /[0-9０-９]/u.test(end));
}

function isNumber(text: string): boolean {
  return text.replace(/[\s-]/gu, '').length >= shortestNumber;
}

/** 138 0013 6712 is 13800136712. */
function spaced(number: string): RegExp {
  const letters = [...number].filter(letter => !/[\s-]/u.test(letter));
  return new RegExp(letters.map(escaped).join('[\\s-]?'), 'gu');
}

function literally(text: string): RegExp {
  return new RegExp(escaped(text), 'gu');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`);
}

/** The first clause that says something. */
function titleFrom(problem: string): string {
  const clause = problem.split(/[，。；！？,;!?\n]/u).map(each => each.trim()).find(each => [...each].length >= 4) ?? problem;
  return cut(clause, longestTitle, '');
}

/** The beginning of a text, for lists. */
export function beginningOf(text: string): string {
  return cut(text.replace(/\s+/gu, ' '), longestBeginning, '…');
}

function cut(text: string, longest: number, end: string): string {
  const letters = [...text];
  return letters.length > longest ? `${letters.slice(0, longest).join('')}${end}` : text;
}
