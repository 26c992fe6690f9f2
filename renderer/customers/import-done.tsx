import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '../../shared/customers.ts';
import { useRefusedRows } from './use-refused-rows.ts';

/** What came of the import. */
export function ImportDone({ result, onAgain, onFault }: { result: ImportProgress; onAgain(): void; onFault(text: string): void }) {
  const { t } = useTranslation('customers');
  const download = useRefusedRows(result.importId, onFault);
  const skipped = result.rowCount - result.good;
  return (
    <Result
      status="success" title={t('import.done.title', { count: result.good })} role="status"
      subTitle={skipped > 0 ? t('import.done.skipped', { count: skipped }) : t('import.done.all')}
      extra={[
        ...(skipped > 0 ? [<Button key="download" loading={download.isRunning} onClick={() => void download.run()}>{t('import.done.download')}</Button>] : []),
        <Button key="again" type="primary" autoFocus onClick={onAgain}>{t('import.done.again')}</Button>,
      ]}
    />
  );
}
