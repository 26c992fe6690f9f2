import { describe, expect, test } from 'vitest';
import { lightWords } from '../../main/cases/case-light-words.ts';
import { caseSynonyms, readSynonyms, synonymWords } from '../../main/cases/case-synonyms.ts';

const { meanings, contradictions, denied } = caseSynonyms();
const wordsOf = (name: string): readonly string[] => meanings.get(name)?.words ?? [];

describe('the synonyms', () => {
  test('have hundreds of meanings of all four trades, none with a single word', () => {
    expect(meanings.size).toBeGreaterThan(200);
    for (const name of ['停电', '过户', '态度差', '理赔慢', '账户冻结', '公摊', '电费高']) expect(wordsOf(name).length, name).toBeGreaterThan(5);
    for (const { name, words } of meanings.values()) expect(words.length, name).toBeGreaterThan(1);
  });

  test('have no word in two meanings that contradict', () => {
    expect(contradictions.length).toBeGreaterThan(3);
    for (const [one, other] of contradictions) {
      expect(meanings.has(one) && meanings.has(other), `${one} ${other}`).toBe(true);
      expect(wordsOf(one).filter(word => wordsOf(other).includes(word)), `${one} ${other}`).toEqual([]);
    }
  });

  test('no narrower meaning lies under one that contradicts it', () => {
    for (const { name, wider } of meanings.values()) {
      for (const [one, other] of contradictions) expect([one, other].includes(name) && [one, other].includes(wider ?? '')).toBe(false);
    }
  });

  test('hold no word that is overlooked in every text, and none twice in a line', () => {
    for (const { name, words } of meanings.values()) {
      expect(words.filter(word => lightWords.has(word)), name).toEqual([]);
      expect(new Set(words).size, name).toBe(words.length);
    }
    expect(synonymWords().filter(word => /[^\p{L}\p{N}]/u.test(word))).toEqual([]);
  });

  test('say what a denied meaning means', () => {
    expect(denied.get('告知')).toBe('未告知');
    for (const [one, other] of denied) expect(meanings.has(one) && meanings.has(other)).toBe(true);
  });
});

describe('a line of synonyms', () => {
  test('is a meaning with its words; one set in is narrower than the one above that is not', () => {
    const read = readSynonyms(['# 停送电\n停电：断电 没电\n  频繁停电：老停电\n  欠费停电：催费停电\n复电：来电\n停电 ↔ 复电\n']);
    expect([...read.meanings.values()]).toMatchObject([
      { name: '停电', words: ['停电', '断电', '没电'], wider: null }, { name: '频繁停电', wider: '停电' }, { name: '欠费停电', wider: '停电' }, { name: '复电', wider: null },
    ]);
    expect(read.contradictions).toEqual([['停电', '复电']]);
    expect(read.denied.size).toBe(0);
  });

  test('that cannot be read, or has the name of another, is refused by its words', () => {
    expect(() => readSynonyms(['停电 断电 没电'])).toThrow('停电 断电 没电');
    expect(() => readSynonyms(['停电：断电\n停电：没电'])).toThrow('停电');
  });
});
