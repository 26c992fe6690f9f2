import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Input, Modal, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scan } from '../../../shared/archive.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { AddScans } from './add-scans.tsx';
import './scans.css';

/** The archivist's side of a file's scans: what is there, more of it, and what was scanned wrongly taken out again. Shows no content. */
export function KeepScansDialog({ fileId, name, onClose }: { fileId: string; name: string; onClose(): void }) {
  const { t } = useTranslation('scans');
  const { query } = useBranch();
  const toText = useErrorText();
  const scans = useQuery(query.archive.scans.queryOptions({ input: { fileId }, staleTime: 0 }));
  const box = useRef<HTMLDivElement>(null);
  const focusFirst = (isOpen: boolean) => { if (isOpen) box.current?.querySelector<HTMLElement>('[role="button"]')?.focus(); };

  return (
    <Modal open title={t('keep.title', { name })} width={720} footer={<Button onClick={onClose}>{t('keep.close')}</Button>} mask={{ closable: false }} destroyOnHidden onCancel={onClose} afterOpenChange={focusFirst}>
      <Flex vertical gap="middle" ref={box}>
        <AddScans fileId={fileId} />
        {scans.error && <Alert type="error" showIcon role="alert" title={toText(scans.error)} />}
        {scans.data?.length === 0 && <Typography.Text type="secondary">{t('keep.none')}</Typography.Text>}
        <ul className="add-scans__list" aria-label={t('keep.list')}>
          {scans.data?.map(scan => <li key={scan.id}><KeptScan scan={scan} /></li>)}
        </ul>
      </Flex>
    </Modal>
  );
}

function KeptScan({ scan }: { scan: Scan }) {
  const { t } = useTranslation('scans');
  const { client, query } = useBranch();
  const times = useTimes();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const remove = useCommand(client.archive.removeScan, { changes: [query.archive.scans.key(), query.archive.get.key()], onRefused: () => undefined });
  const send = () => { if (reason.trim() !== '') void remove.run({ scanId: scan.id, reason }); };

  return (
    <Flex vertical gap="small">
      <Flex gap="middle" align="center">
        <Typography.Text ellipsis style={{ flex: 1 }}>{scan.title}</Typography.Text>
        <Typography.Text type="secondary">{t('keep.facts', { pages: scan.pageCount, name: scan.addedByName, at: times.dayAndClock(scan.addedAt) })}</Typography.Text>
        <Button size="small" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>{t('keep.remove')}</Button>
      </Flex>
      {isAsking && (
        <Flex gap="small">
          <Input autoFocus maxLength={300} value={reason} onChange={event => setReason(event.target.value)} aria-label={t('keep.reason')} placeholder={t('keep.reason')} />
          <Button danger disabled={reason.trim() === '' || remove.isRunning} onClick={send}>{t('keep.removeNow')}</Button>
        </Flex>
      )}
      {remove.errorText !== null && <Alert type="error" showIcon role="alert" title={remove.errorText} />}
    </Flex>
  );
}
