import i18next from 'i18next';
import { summarySheets } from '../../renderer/summary/export/summary-sheets.ts';
import complaints from '../../renderer/locales/zh-CN/complaints.json' with { type: 'json' };
import summaryWords from '../../renderer/locales/zh-CN/summary.json' with { type: 'json' };
import type { DaySummary } from '../../shared/summary.ts';

const shanghai = (atMs: number) => new Date(atMs + 8 * 3_600_000);

/** The words of the summary's pages in Chinese, as a page asks for them. */
export async function chineseWords(): Promise<(key: string, data?: Record<string, string | number>) => string> {
  const texts = i18next.createInstance();
  await texts.init({ lng: 'zh-CN', resources: { 'zh-CN': { summary: summaryWords, complaints } }, ns: ['summary', 'complaints'], defaultNS: 'summary' });
  return (key, data) => texts.t(key, data ?? {});
}

/** The tables of a summary of a branch in Shanghai as they are exported in Chinese. */
export async function chineseSheets(summary: DaySummary): Promise<ReturnType<typeof summarySheets>> {
  return summarySheets(summary, await chineseWords(), ({ nameZh }) => nameZh, shanghai);
}
