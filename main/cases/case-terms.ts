import type { CaseWords } from './case-words.ts';

/** What a case is found by, by what it is worth: its own words first, then what was done about it. */
export interface CaseTerms { strong: string[]; weak: string[] }

export interface FindableCase {
  title: string; problem: string; keywords: readonly string[];
  cause: string; responsibleUnit: string; remedy: string; lesson: string; avoidance: string;
}

export function caseTermsOf(words: CaseWords, found: FindableCase): CaseTerms {
  return {
    strong: [...new Set([found.title, found.problem, ...found.keywords].flatMap(text => termsOf(words, text)))],
    weak: [...new Set([found.cause, found.responsibleUnit, found.remedy, found.lesson, found.avoidance].flatMap(text => termsOf(words, text)))],
  };
}

export function termsOf(words: CaseWords, text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  const units = plain.match(/\d+|\p{Script=Latin}[\p{Script=Latin}\p{M}]*|[\p{L}\p{Co}\p{Cn}\p{So}]/gu) ?? [];
  return [
    ...words.part(plain).filter(word => /[\p{L}\p{N}\p{So}]/u.test(word)).map(word => `w${word}`),
    ...units.map(unit => `u${unit}`),
    ...units.slice(1).map((unit, at) => `b${units[at]}${unit}`),
  ];
}
