import { Button, DatePicker, Radio } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useAltShortcut } from '../../hooks/use-shortcut.ts';
import type { FigureSpan } from '../../../shared/console-summaries.ts';
import { neighboursOf } from './spans.ts';

const pickers = { day: 'date', week: 'week', month: 'month', year: 'year' } as const;

/**
 * Day, week, month or year, and which one: chosen, or stepped through by keys, also faster than answers come. `day`: any day of what
 * is asked for; undefined while nobody knows it.
 */
export function SpanChoice<Span extends FigureSpan>({ kinds, by, day, onChange }: { kinds: readonly Span[]; by: Span; day: string | undefined; onChange(by: Span, day: string): void }) {
  const { t } = useTranslation('headquartersSummaries');
  const near = day === undefined ? undefined : neighboursOf(by, day);
  const go = (to: string | undefined) => { if (to !== undefined) onChange(by, to); };
  useAltShortcut('P', () => go(near?.earlier));
  useAltShortcut('N', () => go(near?.later));
  return (
    <>
      <Radio.Group
        aria-label={t('by')} optionType="button" value={by} disabled={day === undefined} onChange={event => { if (day !== undefined) onChange(event.target.value as Span, day); }}
        options={kinds.map(value => ({ value, label: t(`span.${value}`) }))}
      />
      <Button disabled={!near} aria-keyshortcuts="Alt+P" onClick={() => go(near?.earlier)}>{t(`earlier.${by}`)} <kbd aria-hidden>Alt+P</kbd></Button>
      <DatePicker aria-label={t('date')} allowClear={false} picker={pickers[by]} value={day === undefined ? null : dayjs(day)} onChange={date => { if (date) onChange(by, date.format('YYYY-MM-DD')); }} />
      <Button disabled={!near} aria-keyshortcuts="Alt+N" onClick={() => go(near?.later)}>{t(`later.${by}`)} <kbd aria-hidden>Alt+N</kbd></Button>
    </>
  );
}
