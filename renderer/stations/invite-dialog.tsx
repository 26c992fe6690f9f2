import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input, Modal, QRCode, Segmented, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stationKind, type StationKind } from '../../shared/stations.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';

interface Fields { name: string; kind: StationKind; windowId?: string }
interface Invitation { code: string; validUntilAt: number; kind: StationKind }

/** Makes a one-time link for another machine and shows it once, as text and as QR code. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('stations');
  const { client, query } = useBranch();
  const [form] = Form.useForm<Fields>();
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const kind = Form.useWatch('kind', form);
  const windows = useQuery(query.queue.listWindows.queryOptions());
  const invite = useCommand(client.stations.invite, { changes: [query.stations.key()], onRefused: () => undefined });

  async function make(fields: Fields) {
    const made = await invite.run({ ...fields, windowId: fields.kind === 'pad' ? fields.windowId ?? null : null });
    if (made) setInvitation({ ...made, kind: fields.kind });
  }

  return (
    <Modal
      open
      title={t('invite')}
      onCancel={onClose}
      footer={invitation
        ? <Button type="primary" autoFocus onClick={onClose}>{t('done')}</Button>
        : [<Button key="cancel" onClick={onClose}>{t('cancel')}</Button>, <Button key="make" type="primary" htmlType="submit" form="invitation" loading={invite.isRunning}>{t('make')}</Button>]}
    >
      {invitation ? <Made invitation={invitation} /> : (
        <>
          {invite.errorText && <Alert type="error" showIcon role="alert" title={invite.errorText} />}
          <Form<Fields> id="invitation" form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'desk' }} onFinish={fields => void make(fields)}>
            <Form.Item name="kind" label={t('kind')}>
              <Segmented options={stationKind.options.map(kind => ({ value: kind, label: t(`kindWord.${kind}`) }))} />
            </Form.Item>
            {kind === 'pad' && (
              <Form.Item name="windowId" label={t('padWindow')} extra={t('padWindowExtra')} rules={[{ required: true, message: t('padWindowMissing') }]}>
                <Select options={windows.data?.filter(each => each.isActive).map(each => ({ value: each.id, label: t('atWindow', { number: each.number }) }))} />
              </Form.Item>
            )}
            <Form.Item name="name" label={t('name')} extra={t('nameExtra')} rules={[{ required: true, whitespace: true, message: t('nameMissing') }]}>
              <Input autoFocus maxLength={40} autoComplete="off" />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  );
}

function Made({ invitation: { code, validUntilAt, kind } }: { invitation: Invitation }) {
  const { t } = useTranslation('stations');
  const times = useTimes();
  const link = linkFor(kind, code);
  return (
    <Flex vertical gap="middle">
      <Typography.Text>{t('madeText', { time: times.clock(validUntilAt) })}</Typography.Text>
      <Flex gap="large" align="center">
        {link && <QRCode value={link} type="svg" size={180} style={{ flex: 'none' }} aria-label={t('qr')} role="img" />}
        <Typography.Paragraph code copyable={{ tooltips: [t('copy'), t('copied')] }} style={{ wordBreak: 'break-all', margin: 0 }}>{link ?? code}</Typography.Paragraph>
      </Flex>
      {!link && <Typography.Text type="secondary">{t('codeText')}</Typography.Text>}
    </Flex>
  );
}

/** In the desktop application this page has no address that others can reach: then the code alone is shown. */
function linkFor(kind: StationKind, code: string): string | null {
  const { protocol, origin } = window.location;
  return protocol.startsWith('http') ? `${origin}/${kind}.html#enrol=${code}` : null;
}
