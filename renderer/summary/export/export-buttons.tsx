import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { wallClock } from '../../../shared/business-date.ts';
import type { DaySummary } from '../../../shared/summary.ts';
import { saveFile } from '../../components/save-file.ts';
import { useOffice } from '../../hooks/office.ts';
import { useSummaryWords } from '../use-summary-words.ts';
import { asCsv, asWorkbook } from './sheet-files.ts';
import { summarySheets } from './summary-sheets.ts';

/** Takes the figures that are shown away as a workbook or as CSV. */
export function ExportButtons({ summary }: { summary: DaySummary }) {
  const { t } = useTranslation(['summary', 'complaints']);
  const { message } = App.useApp();
  const words = useSummaryWords();
  const timeZone = useOffice().timeZone ?? 'UTC';
  return (
    <>
      <Button onClick={() => void save('xlsx')}>{t('sheet.xlsx')}</Button>
      <Button onClick={() => void save('csv')}>{t('sheet.csv')}</Button>
    </>
  );

  async function save(format: 'xlsx' | 'csv'): Promise<void> {
    const sheets = summarySheets(summary, t, words.name, at => shownAt(at, timeZone));
    try {
      const content = format === 'xlsx' ? await asWorkbook(sheets) : asCsv(sheets);
      saveFile(new File([content], `${t('title')}-${summary.businessDate}.${format}`, { type: content.type }));
    } catch {
      void message.error(t('sheet.failed'));
    }
  }
}

/** What the wall clock shows, as if it stood in Greenwich: a spreadsheet knows no time zones. */
function shownAt(atMs: number, timeZone: string): Date {
  const { date, time } = wallClock(atMs, timeZone);
  return new Date(`${date}T${time}:00Z`);
}
