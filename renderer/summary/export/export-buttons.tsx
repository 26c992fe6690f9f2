import { useTranslation } from 'react-i18next';
import { wallClock } from '../../../shared/business-date.ts';
import type { DaySummary } from '../../../shared/summary.ts';
import { SheetButtons } from '../../components/summary/sheet-buttons.tsx';
import { useSummaryWords } from '../../components/summary/use-summary-words.ts';
import { useOffice } from '../../hooks/office.ts';
import { summarySheets } from './summary-sheets.ts';

/** Takes the figures that are shown away as a workbook or as CSV. */
export function ExportButtons({ summary }: { summary: DaySummary }) {
  const { t } = useTranslation(['summary', 'complaints']);
  const words = useSummaryWords();
  const timeZone = useOffice().timeZone ?? 'UTC';
  return <SheetButtons fileName={`${t('title')}-${summary.businessDate}`} sheets={() => summarySheets(summary, t, words.name, at => shownAt(at, timeZone))} />;
}

/** What the wall clock shows, as if it stood in Greenwich: a spreadsheet knows no time zones. */
function shownAt(atMs: number, timeZone: string): Date {
  const { date, time } = wallClock(atMs, timeZone);
  return new Date(`${date}T${time}:00Z`);
}
