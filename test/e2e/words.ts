import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright/test';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Opens every page of a context in this language, as somebody has it who chose it once. */
export async function readIn(context: BrowserContext, language: Language): Promise<void> {
  await context.addInitScript(chosen => localStorage.setItem('branch-desk.language', chosen), language);
}

/**
 * The application's own words of a language, from its locale files, so that one test presses the same button in either:
 * `words('move.assessed.do')`, with `{{number}}` filled in from `data`.
 */
export function wordsOf(namespace: string, language: Language): (key: string, data?: Record<string, string | number>) => string {
  const texts = JSON.parse(readFileSync(new URL(`../../renderer/locales/${language}/${namespace}.json`, import.meta.url), 'utf8')) as object;
  return (key, data = {}) => {
    const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts);
    if (typeof found !== 'string') throw new Error(`${language}/${namespace}.json has no words for ${key}`);
    return found.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => String(data[name] ?? ''));
  };
}
