import { expect, test } from 'vitest';
import { defaultClasses } from '../../main/complaints/class-defaults.ts';
import { caseForm } from '../../shared/cases.ts';
import { trades } from '../../shared/staff.ts';
import { caseLibrary, lengthOf, libraryMatters } from '../builders/a-case-library.ts';

const library = [...caseLibrary(20_000, 7)];

test('no two cases of a library say the same', () => {
  expect(new Set(library.map(({ problem, cause, remedy }) => `${problem}${cause}${remedy}`)).size).toBe(20_000);
  expect(new Set(library.map(({ problem }) => problem)).size).toBeGreaterThan(15_000);
});

test('the same seed tells the same library, a smaller one is its beginning, another seed tells another', () => {
  expect([...caseLibrary(500, 7)]).toEqual(library.slice(0, 500));
  const other = new Set([...caseLibrary(500, 8)].map(({ problem, cause }) => problem + cause));
  expect(library.slice(0, 500).filter(({ problem, cause }) => other.has(problem + cause)).length).toBeLessThan(25);
});

test('a library knows well over a hundred matters, thirty and more in each trade, and tells each of them', () => {
  for (const trade of trades) expect(libraryMatters[trade].length, trade).toBeGreaterThanOrEqual(30);
  const matters = trades.flatMap(trade => libraryMatters[trade].map(({ keywords }) => `${trade} ${keywords}`));
  expect(matters.length).toBeGreaterThanOrEqual(120);
  expect(new Set(matters).size).toBe(matters.length);
  const told = new Set(library.map(({ trade, keywords }) => `${trade} ${keywords.join(' ')}`));
  expect(matters.filter(matter => !told.has(matter))).toEqual([]);
});

test('a library of one trade is as large as is asked for, and of that trade alone', () => {
  const property = [...caseLibrary(10_000, 7, ['property'])];
  expect(property.length).toBe(10_000);
  expect(new Set(property.map(({ trade }) => trade))).toEqual(new Set(['property']));
});

test('each case can be written down as it is, in a class its trade has', () => {
  for (const trade of trades) {
    const names = new Set(defaultClasses(trade, () => '').map(({ nameZh }) => nameZh));
    expect(libraryMatters[trade].map(({ className }) => className).filter(name => !names.has(name)), trade).toEqual([]);
  }
  for (const { trade: _, className: __, ...words } of library.slice(0, 5_000)) {
    const form = { ...words, classId: null, channel: null, photoIds: [] };
    expect(caseForm.parse(form)).toEqual(form);
    expect(Object.values(words).filter(text => text === '' || /[[\]{}|]/.test(String(text)))).toEqual([]);
  }
});

test('some cases are terse and some wordy, between sixty and four hundred characters', () => {
  const lengths = library.map(lengthOf).toSorted((one, other) => one - other);
  const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))]!;
  expect(at(0)).toBeGreaterThanOrEqual(60);
  expect(at(1)).toBeLessThanOrEqual(400);
  expect(at(0.1)).toBeLessThan(100);
  expect(at(0.5)).toBeGreaterThan(120);
  expect(at(0.9)).toBeGreaterThan(200);
});

test('a library has the vocabulary of a real one: many thousands of pairs of characters, most of them seldom', () => {
  const seen = new Map<string, number>();
  for (const { title, problem, cause, remedy, lesson, avoidance } of library) {
    for (const pair of pairsOf([title, problem, cause, remedy, lesson, avoidance].join(' '))) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  }
  expect(seen.size).toBeGreaterThan(12_000);
  expect([...seen.values()].filter(count => count < library.length / 100).length / seen.size).toBeGreaterThan(0.85);
});

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)).filter(pair => /^\p{Script=Han}{2}$/u.test(pair)));
}
