import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Modal, Typography, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BundleRead, longestBundleBytes } from '../../../shared/console-bundle.ts';
import { saveFile } from '../../components/save-file.ts';
import { useAction } from '../../hooks/use-command.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { sendBundle } from './send-bundle.ts';

/** A branch's file from a stick is read, what came of it is said, and the answer is handed back. */
export function BundleDialog({ branch, onClose }: { branch: { id: string; name: string }; onClose(): void }) {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const [read, setRead] = useState<BundleRead | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const send = useAction((file: File) => sendBundle(branch.id, file), { changes: [query.branches.key()], onDone: setRead, onRefused: () => undefined });
  const choose = (file: File) => {
    setRead(null);
    setTooLarge(file.size > longestBundleBytes);
    if (file.size <= longestBundleBytes) void send.run(file);
    return false;
  };
  return (
    <Modal open title={t('bundle.title', { name: branch.name })} width={640} footer={<Button onClick={onClose}>{t('close')}</Button>} mask={{ closable: false }} onCancel={onClose}>
      <Flex vertical gap="small" align="start">
        <Typography.Text>{t('bundle.lead')}</Typography.Text>
        <Upload accept=".bdb" maxCount={1} showUploadList={false} beforeUpload={choose}>
          <Button type={read ? 'default' : 'primary'} icon={<UploadOutlined aria-hidden />} loading={send.isRunning}>{t('bundle.choose')}</Button>
        </Upload>
        {isTooLarge && <Alert type="error" showIcon role="alert" title={t('bundle.tooLarge')} />}
        {!isTooLarge && send.errorText && <Alert type="error" showIcon role="alert" title={send.errorText} />}
        {read && <Came read={read} />}
      </Flex>
    </Modal>
  );
}

function Came({ read }: { read: BundleRead }) {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const { madeAt, epoch, changes, heldBefore, received, durable, written, directives, answer } = read;
  const sentences = [
    t('bundle.made', { time: times.dayAndClock(madeAt), epoch }),
    changes > 0 ? t('bundle.changes', { count: changes }) : t('bundle.nothingNew'),
    ...heldBefore > 0 ? [t('bundle.heldBefore', { count: heldBefore })] : [],
    t('bundle.upTo', { received, written, durable }),
    ...received < written ? [t('bundle.rest', { count: written - received })] : [],
    t('bundle.directives', { count: directives }),
  ];
  const save = () => saveFile(new File([Uint8Array.from(atob(answer.base64), character => character.charCodeAt(0))], answer.name, { type: 'application/octet-stream' }));
  return (
    <>
      <Alert type="success" role="status" title={<ul style={{ margin: 0, paddingInlineStart: 18 }}>{sentences.map(sentence => <li key={sentence}>{sentence}</li>)}</ul>} />
      <Button type="primary" autoFocus icon={<DownloadOutlined aria-hidden />} onClick={save}>{t('bundle.answer')}</Button>
    </>
  );
}
