import { describe, expect, it } from 'vitest';
import { pageInTurn, pagesOf } from '../../renderer/hall/notice-pages.ts';

describe('a notice on the display', () => {
  it('is shown whole where it fits, and else sentence by sentence', () => {
    expect(pagesOf('今日系统检修。')).toEqual(['今日系统检修。']);
    const sentence = `${'检'.repeat(50)}。`;
    expect(pagesOf(sentence.repeat(3))).toEqual([sentence, sentence, sentence]);
    expect(pagesOf(`${sentence}短句。${sentence}`)).toEqual([`${sentence}短句。`, sentence]);
  });

  it('loses nothing of a sentence longer than the band', () => {
    const endless = '一二三四五六七八九十'.repeat(40);
    const pages = pagesOf(endless);
    expect(pages.join('')).toBe(endless);
    expect(pages.every(page => page.length <= 76)).toBe(true);
  });

  it('keeps a character beyond the basic plane in one piece', () => {
    expect(pagesOf('𠮷'.repeat(100)).join('')).toBe('𠮷'.repeat(100));
  });

  it('takes turns with the others, page by page', () => {
    const notice = (id: string, pages: string[]) => ({ id, urgency: 'ordinary' as const, titleZh: id, titleEn: '', wordsZh: '', wordsEn: '', pages });
    const notices = [notice('甲', ['一', '二']), notice('乙', ['三'])];
    expect([0, 1, 2, 3].map(turn => pageInTurn(notices, turn)?.words)).toEqual(['一', '二', '三', '一']);
    expect(pageInTurn([], 5)).toBeNull();
  });
});
