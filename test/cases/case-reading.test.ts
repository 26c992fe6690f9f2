import { beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../../main/cases/case-reading.ts';
import { caseTermsOf, type FindableCase } from '../../main/cases/case-terms.ts';
import { loadCaseWords, type CaseWords } from '../../main/cases/case-words.ts';

let words: CaseWords;
beforeAll(async () => { words = await loadCaseWords(); });
const meaningsOf = (text: string) => readText(words, text).meanings.map(({ meaning, isDenied }) => (isDenied ? `!${meaning}` : meaning));
const wordsOf = (text: string) => readText(words, text).words.map(({ word }) => word);
const aCase = (form: Partial<FindableCase>): FindableCase => ({ title: '', problem: '', keywords: [], classId: null, cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', ...form });
const termsOf = (form: Partial<FindableCase>) => caseTermsOf(words, aCase(form));

describe('a text', () => {
  test('is parted into words, those of the trades among them', () => {
    expect(wordsOf('业扩报装超期，计量装置未校验')).toEqual(expect.arrayContaining(['业扩', '报装', '计量', '校验']));
    expect(wordsOf('阶梯电价公摊')).toEqual(expect.arrayContaining(['阶梯', '电价', '公摊']));
  });

  test('holds no word across the border of two: 通过户主 is no 过户', () => {
    expect(meaningsOf('通过户主本人才能办')).not.toContain('过户');
    expect(meaningsOf('来办过户')).toContain('过户');
  });

  test('says in many wordings the same', () => {
    for (const text of ['停电了', '断电', '家里没电了', '跳闸了']) expect(meaningsOf(text), text).toContain('停电');
    for (const text of ['不耐烦', '很没耐心', '没有耐心']) expect(meaningsOf(text), text).toContain('不耐烦');
    for (const text of ['态度很差', '服务态度非常恶劣', '她太凶']) expect(meaningsOf(text), text).toContain('态度差');
    for (const text of ['赔款一直没到', '赔款迟迟不到', '理赔慢']) expect(meaningsOf(text), text).toContain('理赔慢');
    for (const text of ['改名', '更名', '过户']) expect(meaningsOf(text), text).toContain('过户');
  });

  test('that denies something does not tell of it', () => {
    expect(meaningsOf('没有停电')).toEqual(['!停电']);
    expect(meaningsOf('并未乱收费')).toEqual(['!多收费']);
  });

  test('a denial that has a meaning of its own is that meaning, however much stands between', () => {
    for (const text of ['未通知', '没有提前通知', '没有给我们提前通知']) expect(meaningsOf(text), text).toEqual(['未告知']);
    const { strong } = termsOf({ problem: '没有任何人书面提示' });
    expect([...strong]).toContain('c未告知');
    expect([...strong]).not.toContain('c告知');
  });

  test('a denial ends with the mark behind it and with the word it denies', () => {
    expect(meaningsOf('我没有。后来停电')).toEqual(['停电']);
    expect(meaningsOf('没有停电但是过户办了三次')).toContain('过户');
  });
});

describe('a case', () => {
  test('is found by the wider meaning too, and by its phrase for it', () => {
    const { strong, phrases } = termsOf({ problem: '小区三天两头停电' });
    expect([...strong]).toEqual(expect.arrayContaining(['c频繁停电', 'c停电']));
    expect(phrases.get('c停电')).toBe('三天两头停电');
  });

  test('has in one place what stands in its title and in its remedy', () => {
    const { strong, weak } = termsOf({ title: '电梯困人', remedy: '电梯更换门机' });
    expect(strong.has('w电梯')).toBe(true);
    expect(weak.has('w电梯')).toBe(false);
    expect(weak.has('b门机')).toBe(true);
  });

  test('no pair of characters spans two fields or a mark', () => {
    const { strong } = termsOf({ title: '退费', problem: '慢。电话' });
    for (const term of ['b费慢', 'b慢电']) expect(strong.has(term), term).toBe(false);
    expect(strong.has('b退费')).toBe(true);
  });

  test('keeps rare characters, Latin words and emoji', () => {
    const { strong } = termsOf({ problem: '𠮷先生䶮女士 U盾 😀ATM' });
    expect([...strong]).toEqual(expect.arrayContaining(['u𠮷', 'b𠮷先', 'u䶮', 'u😀', 'watm']));
    for (const term of [...strong]) expect(term).not.toMatch(/[^\p{L}\p{N}\p{M}\p{So}]/u);
  });
});
