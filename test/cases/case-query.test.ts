import { beforeAll, describe, expect, test } from 'vitest';
import { readQuery, tellingTerms, weigh, type TermCount } from '../../main/cases/case-query.ts';
import { loadCaseWords, type CaseWords } from '../../main/cases/case-words.ts';

let words: CaseWords;
beforeAll(async () => { words = await loadCaseWords(); });
const askedOf = (text: string) => new Map(readQuery(words, text).asked.map(({ term, factor }) => [term, factor]));
const counts = (of: Record<string, number>) => new Map<string, TermCount>(Object.entries(of).map(([term, strong]) => [term, { strong, weak: 0 }]));

describe('what is asked', () => {
  test('leaves out words every complaint has, and asks for each other once', () => {
    const asked = readQuery(words, '客户反映的问题，停电停电停电').asked.map(({ term }) => term);
    expect(asked).toContain('c停电');
    for (const term of ['w客户', 'w反映', 'w问题']) expect(asked).not.toContain(term);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('does not ask for what it denies, nor for its characters', () => {
    const asked = askedOf('没有停电');
    for (const term of ['c停电', 'w停电', 'b停电']) expect(asked.has(term), term).toBe(false);
    expect(asked.has('n停电')).toBe(true);
  });

  test('of one or two characters they are all there is', () => {
    expect([...askedOf('电').keys()]).toEqual(['u电']);
    expect(askedOf('公摊').get('b公摊')).toBe(1);
  });

  test('a word of everyday tells less than one of the trade, a number next to nothing', () => {
    const asked = askedOf('别人到底为什么收我300块互感器钱');
    expect(asked.get('w到底')!).toBeLessThan(asked.get('w互感器')! / 2);
    expect(asked.get('w300')!).toBeLessThan(asked.get('w互感器')! / 2);
  });

  test('nothing usable asks for nothing', () => {
    for (const text of ['', '   ', '。，！', '" OR * NEAR(', '的了着']) expect(readQuery(words, text).asked.filter(({ term }) => !/^[ub]|^w(or|near)$/u.test(term)), text).toEqual([]);
  });

  test('however long the text, what is asked stays bounded', () => {
    const long = Array.from({ length: 900 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7)).join('');
    expect(readQuery(words, long).asked.length).toBeLessThanOrEqual(220);
  });
});

describe('the terms that are read', () => {
  test('are the rare ones first; those no case holds are none', () => {
    const weighed = weigh([{ term: 'w电表', factor: 1 }, { term: 'w互感器', factor: 1 }, { term: 'w没有的', factor: 1 }], counts({ w电表: 9000, w互感器: 12 }), 10_000);
    expect(weighed.map(({ term }) => term)).toEqual(['w互感器', 'w电表']);
  });

  test('are no more than may be read: a long list is left out, a short one behind it is not', () => {
    const weighed = weigh([{ term: 'wa', factor: 3 }, { term: 'wb', factor: 2.9 }, { term: 'wc', factor: 1 }], counts({ wa: 90_000, wb: 90_000, wc: 20 }), 1_000_000);
    expect(tellingTerms([...weighed].sort((one, other) => other.count.strong - one.count.strong || one.term.localeCompare(other.term))).map(({ term }) => term)).toEqual(['wa', 'wc']);
  });

  test('in a library of a few cases a shared word proves less than in a large one', () => {
    const [young] = weigh([{ term: 'wa', factor: 1 }], counts({ wa: 1 }), 3);
    const [old] = weigh([{ term: 'wa', factor: 1 }], counts({ wa: 1 }), 3000);
    expect(young!.weight).toBeLessThan(old!.weight);
  });
});
