import { Button, Result } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerKind, Progress } from './ledger-kind.ts';
import { useRefusedRows } from './use-refused-rows.ts';

/** What came of the import. */
export function ImportDone({ kind, result, onAgain, onFault }: { kind: LedgerKind; result: Progress; onAgain(): void; onFault(text: string): void }) {
  const { t } = useTranslation(kind.namespace);
  const download = useRefusedRows(kind, result.importId, onFault);
  const skipped = result.rowCount - result.good;
  return (
    <Result
      status="success" title={t('import.done.title', { count: result.good })} role="status"
      subTitle={skipped > 0 ? t('import.done.skipped', { count: skipped }) : t('import.done.all')}
      extra={[
        ...(skipped > 0 ? [<Button key="download" loading={download.isRunning} onClick={() => void download.run()}>{t('import.done.download')}</Button>] : []),
        <Fragment key="next">{kind.next?.(result)}</Fragment>,
        <Button key="again" type="primary" autoFocus onClick={onAgain}>{t('import.done.again')}</Button>,
      ]}
    />
  );
}
