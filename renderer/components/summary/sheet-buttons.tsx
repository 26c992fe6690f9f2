import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../save-file.ts';
import { asCsv, asWorkbook, type Sheet } from './sheet-files.ts';

/** Takes figures away as a workbook or as CSV, under this name. `sheets` is asked when a button is pressed. */
export function SheetButtons({ fileName, sheets }: { fileName: string; sheets(): Sheet[] | Promise<Sheet[]> }) {
  const { t } = useTranslation('summary');
  const { message } = App.useApp();
  return (
    <>
      <Button onClick={() => void save('xlsx')}>{t('sheet.xlsx')}</Button>
      <Button onClick={() => void save('csv')}>{t('sheet.csv')}</Button>
    </>
  );

  async function save(format: 'xlsx' | 'csv'): Promise<void> {
    try {
      const tables = await sheets();
      const content = format === 'xlsx' ? await asWorkbook(tables) : asCsv(tables);
      saveFile(new File([content], `${fileName}.${format}`, { type: content.type }));
    } catch {
      void message.error(t('sheet.failed'));
    }
  }
}
