import type { Share, SummaryChange } from '../../../shared/summary.ts';

type Words = (key: string, data?: Record<string, string | number>) => string;

/** Figures that stand alone, and where their word is. */
const single: Record<string, string> = {
  impossibleWaits: 'queue.impossibleWaits', clerks: 'sheet.clerks', doneInOneVisit: 'business.doneInOneVisit', returnedForDocuments: 'business.returnedForDocuments',
};
const isTime = /(median|p90|max|Ms)$/;

/** A changed figure in words: `业务 A · 办结`, and both values as they are read. */
export function changeText(t: Words, { figure, before, after }: SummaryChange): { name: string; before: string; after: string } {
  return { name: nameOf(t, figure), before: valueText(t, figure, before), after: valueText(t, figure, after) };
}

function nameOf(t: Words, figure: string): string {
  const [head = '', ...rest] = figure.split('.');
  const alone = single[head];
  if (alone !== undefined) return t(alone);
  if (head === 'services') return `${t('service.name')} ${rest[0]} · ${t(`change.${rest.slice(1).join('.')}`)}`;
  if (head === 'windows') return `${t('window.number')} ${rest[0]} · ${t(`change.${rest.slice(1).join('.')}`)}`;
  const place = head === 'queue' ? t('section.queue') : ['lunch', 'keyAccounts', 'others'].includes(head) ? t(`queue.${head}`) : t(`section.${head}`);
  const word = ['complaints', 'archive', 'cases'].includes(head) ? `${head}.${rest.join('.')}` : head === 'satisfaction' ? `change.ratings.${rest.join('.')}` : head === 'incidents' ? `change.incidents.${rest.join('.')}` : `change.${rest.join('.')}`;
  return `${place} · ${t(word)}`;
}

function valueText(t: Words, figure: string, json: string): string {
  const value = JSON.parse(json) as number | Share | null;
  if (value === null) return t('none');
  if (typeof value === 'object') return value.of === 0 ? t('noSpread') : t('shareOf', { percent: (value.part * 100 / value.of).toFixed(1), part: value.part, of: value.of });
  return isTime.test(figure) ? t('minutes', { value: (value / 60_000).toFixed(1) }) : String(value);
}
