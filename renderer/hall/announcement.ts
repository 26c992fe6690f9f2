import type { HallCall } from './new-calls.ts';

export interface Sentence { text: string; language: 'zh-CN' | 'en' }

/**
 * What is said for a call: letter and digits one by one, since "A012" as a word is read in many ways.
 * The text is speech, not interface: it is Chinese whatever language the page has, and English after it when wished.
 */
export function announcementOf({ number, windowNumber }: Pick<HallCall, 'number' | 'windowNumber'>, alsoEnglish: boolean): Sentence[] {
  const spelled = [...number].join(' ');
  const sentences: Sentence[] = [{ text: `请 ${spelled} 号，到 ${windowNumber} 号窗口。`, language: 'zh-CN' }];
  if (alsoEnglish) sentences.push({ text: `Ticket ${spelled}, please go to window ${windowNumber}.`, language: 'en' });
  return sentences;
}
