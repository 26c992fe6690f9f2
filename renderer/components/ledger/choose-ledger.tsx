import { InboxOutlined } from '@ant-design/icons';
import { Progress, Spin, Typography, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerKind } from './ledger-kind.ts';

/** Where the ledger is dropped or chosen. Enter opens the file dialog. */
export function ChooseLedger({ kind, onChoose }: { kind: LedgerKind; onChoose(file: File, onSent: (share: number) => void): Promise<void> }) {
  const { t } = useTranslation(kind.namespace);
  const [reading, setReading] = useState<string | null>(null);
  const [sent, setSent] = useState(0);

  async function read(file: File) {
    setReading(file.name);
    await onChoose(file, setSent);
    setReading(null);
    setSent(0);
  }

  return (
    <>
      <Upload.Dragger
        accept=".csv,.txt,.xlsx" multiple={false} showUploadList={false} disabled={reading !== null}
        beforeUpload={file => {
          void read(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon"><InboxOutlined aria-hidden /></p>
        <p className="ant-upload-text">{t('import.choose.drop')}</p>
        <p className="ant-upload-hint">{t('import.choose.kinds')}</p>
      </Upload.Dragger>
      <div role="status">{reading !== null && <><Spin size="small" aria-hidden /> {t('import.choose.reading', { name: reading })}</>}</div>
      {reading !== null && <Progress percent={Math.floor(sent * 100)} aria-label={t('import.choose.sent')} />}
      <Typography.Text type="secondary">{t('import.choose.rules')}</Typography.Text>
    </>
  );
}
