import { beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../../main/cases/case-reading.ts';
import { groundOfLikeness, reasonsOf } from '../../main/cases/case-reasons.ts';
import { bestOf } from '../../main/cases/case-scores.ts';
import { classesUnder, classNearness } from '../../main/cases/case-nearness.ts';
import { caseTermsOf } from '../../main/cases/case-terms.ts';
import { loadCaseWords, type CaseWords } from '../../main/cases/case-words.ts';

let words: CaseWords;
beforeAll(async () => { words = await loadCaseWords(); });
const reasons = (asked: string, problem: string) => reasonsOf(words, readText(words, asked), caseTermsOf(words, {
  title: '', problem, keywords: [], classId: null, cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '',
}));

describe('the reasons', () => {
  test('are the words both have, and the phrases that mean the same', () => {
    expect(reasons('家里没电，互感器倍率写错', '停电后，互感器倍率录错').matches).toEqual([
      { by: 'words', words: ['互感器', '倍率'] }, { by: 'synonyms', pairs: [{ asked: '没电', found: '停电' }, { asked: '写错', found: '录错' }] },
    ]);
  });

  test('a wider meaning is met by a narrower one', () => {
    expect(reasons('断电', '小区三天两头停电').matches).toEqual([{ by: 'synonyms', pairs: [{ asked: '断电', found: '三天两头停电' }] }]);
  });

  test('a denied meaning is no reason', () => {
    expect(reasons('停电', '没有停电，电话占线')).toEqual({ ground: expect.any(Number), matches: [{ by: 'words', words: ['停电'] }] });
    expect(reasons('没有停电', '昨晚断电').matches).toEqual([]);
  });

  test('people, times and things anybody tells of are no ground by themselves', () => {
    expect(reasons('周末下雨，带女儿去医院', '假日大雨，家属送医').ground).toBeLessThan(groundOfLikeness);
    expect(reasons('电梯把人关在里面，物业电话打不通', '电梯困人，应急电话无人接听').ground).toBeGreaterThanOrEqual(groundOfLikeness);
  });

  test('one thing said in three ways is one', () => {
    expect(reasons('停电停电，没电了，又断电', '停电').ground).toBe(1);
  });
});

describe('the scores', () => {
  test('add up what each case holds; of equals the newer one is first', () => {
    expect(bestOf([{ list: '1,2,30', weight: 1 }, { list: '2,5', weight: 2 }], 10)).toEqual([{ searchId: 2, score: 3 }, { searchId: 5, score: 2 }, { searchId: 30, score: 1 }, { searchId: 1, score: 1 }]);
  });

  test('are the same, best ones alone, from however many', () => {
    const many = Array.from({ length: 5000 }, (_, at) => at + 1);
    const lists = [3, 5, 7, 11].map(step => ({ list: many.filter(each => each % step === 0).join(','), weight: step }));
    expect(bestOf(lists, 4)).toEqual(bestOf(lists, 5000).slice(0, 4));
    expect(bestOf(lists, 4)[0]).toEqual({ searchId: 4620, score: 26 });
  });

  test('count only those that come into question', () => {
    expect(bestOf([{ list: '1,2,3,9', weight: 1 }], 10, ['2', '9,12']).map(({ searchId }) => searchId)).toEqual([9, 2]);
    expect(bestOf([], 10)).toEqual([]);
  });
});

describe('classes', () => {
  const classes = [{ id: 'a', parentId: null }, { id: 'b', parentId: 'a' }, { id: 'c', parentId: 'b' }, { id: 'd', parentId: 'b' }, { id: 'e', parentId: null }];
  const parentOf = new Map(classes.map(({ id, parentId }) => [id, parentId]));

  test('a class has all under it, however deep', () => {
    expect(classesUnder(classes, 'a')).toEqual(['a', 'b', 'c', 'd']);
    expect(classesUnder(classes, 'nobody’s')).toEqual(['nobody’s']);
  });

  test('are the same, near with one above both, or neither', () => {
    expect([['c', 'c'], ['c', 'd'], ['c', 'b'], ['b', 'c'], ['c', 'e'], ['a', 'e'], ['c', null]].map(([one, other]) => classNearness(parentOf, one!, other ?? null))).toEqual(['same', 'near', 'near', 'near', null, null, null]);
  });
});
