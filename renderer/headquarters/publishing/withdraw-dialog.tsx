import { Alert, App, Form, Input, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

type PostedNotice = ConsoleOutputs['publishing']['notices'][number];
interface Withdrawal { commandId: string; reason: string }

/** Takes a notice down at every branch that has it; the reason is shown there. */
export function WithdrawDialog({ notice, onClose }: { notice: PostedNotice; onClose(): void }) {
  const { t } = useTranslation('headquartersPublishing');
  const { client, query } = useHeadquarters();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const withdraw = useCommand<Withdrawal, unknown>(
    ({ commandId, reason }) => client.publishing.withdraw({ commandId, noticeId: notice.id, reason }),
    { changes: [query.publishing.key()], onRefused: () => undefined, onDone: () => { void message.success(t('withdraw.done')); onClose(); } },
  );
  return (
    <Modal open title={t('withdraw.of', { title: notice.titleZh })} mask={{ closable: false }} destroyOnHidden okText={t('withdraw.do')} okButtonProps={{ danger: true, loading: withdraw.isRunning }} onOk={() => form.submit()} onCancel={onClose}>
      <Form<{ reason: string }> form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => void withdraw.run({ reason })}>
        <Typography.Paragraph>{t('withdraw.text')}</Typography.Paragraph>
        {withdraw.errorText && <Alert type="error" showIcon role="alert" title={withdraw.errorText} style={{ marginBottom: 12 }} />}
        <Form.Item name="reason" label={t('headquarters:reason')} rules={[{ required: true, whitespace: true, message: t('headquarters:fillIn') }]}><Input.TextArea rows={3} maxLength={200} autoFocus /></Form.Item>
      </Form>
    </Modal>
  );
}
