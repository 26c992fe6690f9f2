import { expect, test } from 'vitest';
import { caseLibrary } from '../builders/a-case-library.ts';
import { trades } from '../../shared/staff.ts';
import { pairWordings, readHeldOutPairs, readTuningPairs, type CasePair } from './pairs/read-pairs.ts';

const tuning = readTuningPairs(), heldOut = readHeldOutPairs();
const pairs = [...tuning, ...heldOut];

test('twenty pairs are there to tune on and eighty, twenty of each trade, to judge by', () => {
  expect(tuning.length).toBe(20);
  expect(heldOut.length).toBe(80);
  for (const trade of trades) {
    expect(tuning.filter(pair => pair.trade === trade).length, trade).toBe(5);
    expect(heldOut.filter(pair => pair.trade === trade && pair.id.startsWith(`${trade}-`)).length, trade).toBe(20);
  }
});

test('no two pairs have a name, a complaint or a case in common', () => {
  for (const of of [({ id }: CasePair) => id, ({ complaint }: CasePair) => complaint.what, (pair: CasePair) => pair.case.title, (pair: CasePair) => pair.case.problem]) {
    expect(new Set(pairs.map(of)).size).toBe(pairs.length);
  }
});

test('a complaint repeats no eight characters of its case, not even a near one', () => {
  for (const { id, complaint, case: it } of pairs) {
    const text = Object.values(it).flat().join('\n');
    const asked = `${complaint.what}\n${complaint.remedySought}`;
    const runs = Array.from({ length: Math.max(0, asked.length - 7) }, (_, at) => asked.slice(at, at + 8));
    expect(runs.filter(run => text.includes(run)), id).toEqual([]);
  }
});

test('how near a complaint is said to be shows in the pairs of characters it shares with its case', () => {
  const bounds = { near: [0.15, 0.5], varied: [0.03, 0.2], far: [0, 0.06] } as const;
  for (const pair of pairs) {
    const [least, most] = bounds[pair.wording];
    expect(sharedPart(pair), pair.id).toBeGreaterThanOrEqual(least);
    expect(sharedPart(pair), pair.id).toBeLessThanOrEqual(most);
  }
});

test('about a quarter of the pairs are near, half varied, a quarter far, in every trade', () => {
  for (const trade of trades) {
    const [near, varied, far] = pairWordings.map(wording => heldOut.filter(pair => pair.trade === trade && pair.wording === wording).length);
    expect({ near, varied, far }, trade).toEqual({ near: 5, varied: 10, far: 5 });
  }
});

test('no case names a person or a telephone number', () => {
  for (const { id, case: it } of pairs) expect(Object.values(it).flat().join('\n'), id).not.toMatch(/1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|某某|先生|女士/);
});

test('no case of a large library is the case of a pair', () => {
  const problems = new Set(pairs.map(pair => pair.case.problem)), titles = new Set(pairs.map(pair => pair.case.title));
  expect([...caseLibrary(20_000, 7)].filter(({ problem, title }) => problems.has(problem) || titles.has(title))).toEqual([]);
});

/** The part of a complaint's pairs of characters that its case has too. */
function sharedPart({ complaint, case: it }: CasePair): number {
  const asked = charactersOf(`${complaint.what}\n${complaint.remedySought}`), known = charactersOf(Object.values(it).flat().join('\n'));
  return [...asked].filter(pair => known.has(pair)).length / asked.size;
}

function charactersOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)).filter(pair => /^\p{Script=Han}{2}$/u.test(pair)));
}
